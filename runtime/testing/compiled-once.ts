/**
 * A client library's compiler of JSON Schemas, asked once for each from now on: a client compiles those of all the tools that
 * it is listed, and every client anew, which took most of the time of proving with one. The validators stay the library's own.
 */
export function compiledOnce<Compiler extends { getValidator(schema: never): unknown }>(compiler: Compiler): Compiler {
  const compile = compiler.getValidator.bind(compiler);
  const compiled = new Map<string, unknown>();
  return Object.assign(compiler, {
    getValidator(schema: never) {
      const text = JSON.stringify(schema);
      const validator = compiled.get(text) ?? compile(schema);
      compiled.set(text, validator);
      return validator;
    },
  });
}
