const groups = {
  aggregates: `count sum avg min max bool_and bool_or every array_agg string_agg
    json_agg jsonb_agg json_object_agg jsonb_object_agg json_agg_strict jsonb_agg_strict any_value
    stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp
    regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
    bit_and bit_or bit_xor percentile_cont percentile_disc mode`,
  windows: `row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value`,
  time: `now date transaction_timestamp statement_timestamp age date_part date_trunc date_bin extract timezone
    make_date make_time make_timestamp make_timestamptz make_interval
    justify_days justify_hours justify_interval isfinite to_char to_date to_timestamp generate_series`,
  numbers: `abs ceil ceiling floor round trunc sign mod div power pow sqrt cbrt exp ln log log10 pi degrees radians
    sin cos tan asin acos atan atan2 width_bucket gcd lcm random to_number
    min_scale scale trim_scale`,
  text: `lower upper initcap length char_length character_length octet_length bit_length
    btrim ltrim rtrim left right substr substring overlay position strpos split_part starts_with
    replace translate reverse concat concat_ws ascii chr md5 lpad rpad format
    regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_substr
    regexp_split_to_array regexp_split_to_table string_to_array string_to_table casefold to_hex`,
  arrays: `unnest array_length array_lower array_upper array_ndims cardinality array_position array_positions
    array_append array_prepend array_cat array_remove array_replace array_to_string array_to_json
    array_sort array_reverse`,
  json: `to_json to_jsonb row_to_json json_build_object jsonb_build_object json_build_array jsonb_build_array
    json_array_length jsonb_array_length json_typeof jsonb_typeof json_object_keys jsonb_object_keys
    json_array_elements jsonb_array_elements json_array_elements_text jsonb_array_elements_text
    json_each jsonb_each json_each_text jsonb_each_text json_extract_path jsonb_extract_path
    json_extract_path_text jsonb_extract_path_text json_strip_nulls jsonb_strip_nulls jsonb_pretty
    jsonb_path_exists jsonb_path_query jsonb_path_query_array jsonb_path_query_first`,
  conditions: `num_nulls num_nonnulls`,
};

/**
 * The functions of a query, by name and without a schema: they compute on the values they are given, and nothing else.
 * What sleeps, reads files, settings or catalogues, takes locks, dials out, runs SQL, changes anything or makes large
 * values of small ones is not among them. `bounded-functions.ts` has those whose arguments are looked at as well.
 */
export const allowedFunctions: ReadonlySet<string> = new Set(
  Object.values(groups).flatMap((names) => names.split(/\s+/)),
);

/** What the grammar itself calls for `EXTRACT(…)`, `TRIM(…)`, `OVERLAPS`, `LIKE … ESCAPE`: named with pg_catalog. */
export const grammarFunctions: ReadonlySet<string> = new Set(
  `extract position substring overlay btrim ltrim rtrim timezone overlaps normalize is_normalized
    like_escape similar_to_escape`.split(/\s+/),
);

/** CURRENT_DATE and its kin, as the parser names them; not CURRENT_USER, CURRENT_CATALOG and theirs. */
export const allowedValueFunctions: ReadonlySet<string> = new Set(
  `SVFOP_CURRENT_DATE SVFOP_CURRENT_TIME SVFOP_CURRENT_TIME_N SVFOP_CURRENT_TIMESTAMP SVFOP_CURRENT_TIMESTAMP_N
    SVFOP_LOCALTIME SVFOP_LOCALTIME_N SVFOP_LOCALTIMESTAMP SVFOP_LOCALTIMESTAMP_N`.split(/\s+/),
);
