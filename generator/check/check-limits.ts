import type { Limits } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { checkPropertyStyle } from './check-property.js';
import type { Scope } from './check-scope.js';

export function checkLimits(keys: ToolKeys, module: string, scope: Scope): Limits {
  const limits = keys.limits;
  if (!limits) return {};
  const timeout = limits.timeout && timeoutOf(limits.timeout, module, scope);
  return {
    ...timeout,
    ...(limits.rate ? { rate: limits.rate.value } : {}),
    ...(limits.quota ? { quota: limits.quota.value } : {}),
    ...(limits.inline_bytes ? { inlineBytes: limits.inline_bytes.value } : {}),
    ...(limits.concurrent ? { concurrent: limits.concurrent.value } : {}),
  };
}

type Timeout = NonNullable<NonNullable<ToolKeys['limits']>['timeout']>;

function timeoutOf(timeout: Timeout, module: string, scope: Scope): Pick<Limits, 'timeoutMs' | 'timeoutParameter'> {
  if ('value' in timeout) return { timeoutMs: timeout.value };
  const { parameter, default: standard, max, on_expiry: onExpiry } = timeout;
  if (!parameter || !standard || !max) return {};
  checkPropertyStyle(parameter, module, scope);
  if (standard.value > max.value) {
    scope.log.report('minimum-over-maximum', standard.span, {
      low: 'default',
      minimum: standard.value,
      high: 'max',
      maximum: max.value,
    });
  }
  return {
    timeoutParameter: {
      name: parameter.value,
      default: standard.value,
      max: max.value,
      onExpiry: onExpiry?.value ?? 'error',
    },
  };
}
