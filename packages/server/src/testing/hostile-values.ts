/** JSON texts of values that somebody who means ill, or errs, could send as traits, properties or a context. */
export const hostileValues: readonly (readonly [name: string, json: string])[] = [
  [
    'keys of a prototype',
    '{"__proto__":{"x":"polluted"},"constructor":{"prototype":{"x":1}},"prototype":{"x":2},"x":"a"}',
  ],
  ['keys that every object has', '{"toString":"a","hasOwnProperty":1,"valueOf":true,"length":3,"x":"a"}'],
  ['paths that meet', '{"x":{"y":1},"x.y":2,"x.":3,".x":4,"":5}'],
  ['a key with quotes, a backslash and a backtick', '{"a\'b\\"c\\\\d`e":"x","x":"a"}'],
  ['a key that reads like SQL', '{"x\');DROP TABLE events;--":"x","x":"\');DROP TABLE events;--"}'],
  ['NUL in a key and a value', '{"a\\u0000b":"c\\u0000d","x":"\\u0000"}'],
  ['half a character', '{"\\ud800":"\\udfff","x":"\\ud83d"}'],
  ['a joined emoji, a byte order mark and other directions', '{"x":"\\u202e\\ufeff👩‍👩‍👧"}'],
  ['enormous numbers', '{"x":1e308,"y":-1e308,"z":1e400,"total":1e18}'],
  ['tiny numbers and minus zero', '{"x":-0,"y":5e-324,"z":-0.0,"total":-0}'],
  [
    'whole numbers beyond doubles',
    '{"x":9007199254740993,"y":123456789012345678901234567890,"total":9223372036854775807}',
  ],
  ['texts that look like other things', '{"x":"NaN","y":"1e400","z":"2026-05-20","total":"10"}'],
  ['nulls, empty lists and empty objects', '{"x":null,"y":[],"z":{},"total":[null,[],{}]}'],
  ['a list of all types', '{"x":["a",1,true,null,1.5,{"y":"b"},["c",[2]]],"total":[1,"2",3]}'],
  ['a list of 1,000 values', `{"x":[${Array.from({ length: 1_000 }, (_, index) => `"v${index}"`).join(',')}]}`],
  ['a text of 12,000 characters', `{"x":"${'a'.repeat(12_000)}!"}`],
  ['a text of characters that fold to three', `{"x":"${'ΐ'.repeat(1_500)}"}`],
  ['30 levels', `${'{"x":'.repeat(30)}1${'}'.repeat(30)}`],
  ['dates nobody has', '{"x":"2026-02-30","y":"+999999-01-01","z":"0000-00-00T00:00:00Z"}'],
  ['addresses that are none', '{"x":"999.1.1.1","y":"::ffff:1.2.3.4","z":"1:2:3:4:5:6:7:8:9"}'],
  ['versions and durations that are none', '{"x":"1.2.3-01","y":"P1Y","z":"PT1.5H"}'],
  ['places beyond the earth', '{"x":{"latitude":1e308,"longitude":-0},"y":{"latitude":"52","longitude":[13]}}'],
];

/** Calls that are to be refused by name, with the rest of their batch kept: the JSON of `properties`. */
export const hostileCalls: readonly (readonly [name: string, json: string, code: string])[] = [
  ['properties 40 levels deep', `${'{"x":'.repeat(40)}1${'}'.repeat(40)}`, 'properties_too_deep'],
  ['lists 40 levels deep', `{"x":${'['.repeat(40)}1${']'.repeat(40)}}`, 'properties_too_deep'],
  ['properties 10,000 levels deep', `${'[{"x":'.repeat(2_500)}1${'}]'.repeat(2_500)}`, 'too_deep'],
  ['a path of 600 characters', `{"${'x'.repeat(600)}":1}`, 'property_path_too_long'],
  ['40,000 characters', `{"x":"${'a'.repeat(40_000)}"}`, 'event_too_large'],
  ['12,000 values', `{"x":[${'1,'.repeat(12_000)}1]}`, 'too_many_properties'],
];
