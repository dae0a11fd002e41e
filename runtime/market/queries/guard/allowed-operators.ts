const groups = {
  arithmetic: '+ - * / % ^ @ |/ ||/ & | # ~ << >>',
  comparison: '= <> < <= > >=',
  text: '|| ~ ~* !~ !~* ~~ !~~ ~~* !~~*',
  json: '-> ->> #> #>> ? ?| ?&',
  containment: '@> <@ &&',
};

/** The operators of a query, as the parser names them: `LIKE` is `~~`, `!=` is `<>`. */
export const allowedOperators: ReadonlySet<string> = new Set(
  Object.values(groups).flatMap((operators) => operators.split(' ')),
);
