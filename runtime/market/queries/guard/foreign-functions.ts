import { allowedTypes } from './allowed-types.js';

const written = {
  'coalesce(a, b)': 'ifnull nvl isnull',
  'CASE WHEN … THEN … ELSE … END': 'if iif',
  'a / nullif(b, 0)': 'safe_divide',
  "string_agg(a, ', ')": 'group_concat listagg',
  'count(*) FILTER (WHERE …)': 'countif count_if',
  'sum(a) FILTER (WHERE …)': 'sumif sum_if',
  'count(DISTINCT a)': 'approx_count_distinct',
  'percentile_cont(0.5) WITHIN GROUP (ORDER BY a)': 'median',
  "to_char(a, 'YYYY-MM-DD')": 'date_format strftime format_date',
  "to_date(a, 'YYYY-MM-DD')": 'str_to_date parse_date',
  'extract(year FROM a)': 'year quarter month week day hour minute second',
  'extract(isodow FROM a)': 'dayofweek weekday dayname',
  'extract(epoch FROM a)': 'unix_timestamp julianday',
  'to_timestamp(a)': 'from_unixtime',
  'a::date - b::date': 'datediff date_diff timestampdiff',
  "a + interval '1 day'": 'date_add adddate dateadd timestampadd',
  "a - interval '1 day'": 'date_sub subdate date_subtract',
  "date_trunc('month', a) + interval '1 month - 1 day'": 'last_day eomonth',
  current_date: 'curdate today',
  'now()': 'getdate sysdate clock_timestamp timeofday utc_timestamp',
  'length(a)': 'len',
  'strpos(a, b)': 'instr locate charindex',
  "split_part(a, ',', 1)": 'substring_index',
  'upper(a)': 'ucase',
  'lower(a)': 'lcase',
  'trunc(a, 2)': 'truncate',
  'random()': 'rand',
  'CAST(a AS …)': 'convert try_cast',
  "a ->> 'key'": 'json_extract json_unquote',
  'b = ANY(a)': 'array_contains',
};

const others: ReadonlyMap<string, string> = new Map(
  Object.entries(written).flatMap(([instead, names]) => names.split(' ').map((name) => [name, instead])),
);

/** What a function of other databases, or one that is named like a type, is written as here; undefined of all else. */
export function writtenAs(name: string): string | undefined {
  return allowedTypes.has(name) ? `a::${name}` : others.get(name);
}
