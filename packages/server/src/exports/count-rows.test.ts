import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { countRows } from './count-rows.js';

const bytes = (text: string) => Buffer.from(text);

describe('the members in a file', () => {
  it('are its lines but the header, whatever stands in a value', () => {
    const lines = '"1","a\nb"\n"2","say ""hi"",\n"\n"3",\n';
    expect(countRows('csv', bytes(`"id","name"\n${lines}`), true)).toBe(3);
    expect(countRows('csv', bytes(lines), false)).toBe(3);
    expect(countRows('csv', bytes('"id","name"\n'), true)).toBe(0);
    expect(countRows('ndjson', bytes('{"name":"a\\"b"}\n{"name":"c"}\n'), true)).toBe(2);
    expect(countRows('ndjson', bytes(''), true)).toBe(0);
  });

  it('are the rows that Parquet tells of', () => {
    const file = parquetWriteBuffer({ columnData: [{ name: 'id', data: ['1', '2', '3'] }] });
    expect(countRows('parquet', Buffer.concat([bytes('beside'), Buffer.from(file)]).subarray(6), true)).toBe(3);
  });
});
