import { type FaultCode, faultCodes } from '@kindred/criteria';
import type { NotationError } from '@kindred/criteria/notation';
import type { Fault } from '../api/types.js';
import { presentLanguage, translator } from '../language/translator.js';

const codes: ReadonlySet<string> = new Set(faultCodes);

function isFaultCode(code: string | undefined): code is FaultCode {
  return code !== undefined && codes.has(code);
}

type Told = Pick<Fault, 'code' | 'message' | 'expected'>;

/**
 * What is wrong with criteria, as a sentence. The parser speaks English and knows what was given; in other languages it is
 * what the code says.
 */
export function faultText({ code, message, expected }: Told, place = ''): string {
  const t = translator('faults');
  if (presentLanguage() !== 'en' && isFaultCode(code)) {
    const said = t(`criteria.${code}`);
    return place === '' ? t('short', { message: said }) : t('shortAt', { message: said, place });
  }
  if (expected === undefined) return place === '' ? message : t('shortAt', { message, place });
  return place === '' ? t('told', { message, expected }) : t('toldAt', { message, expected, place });
}

/** What is wrong with a text that should be a notation. */
export function notationFaultText({ fault, message }: NotationError): string {
  const t = translator('faults');
  switch (fault.kind) {
    case 'wrongArgument':
      // The builder may know more, in English.
      return presentLanguage() === 'en' ? message : t('notation.wrongArgument', { name: fault.name });
    case 'unknownName':
    case 'unknownMethod':
      return t(`notation.${fault.kind}`, { name: fault.name });
    case 'unexpected':
      return t('notation.unexpected', { text: fault.text });
    case 'expected': {
      const { wanted, found } = fault;
      const said = typeof wanted === 'object' ? t('wanted.sign', wanted) : t(`wanted.${wanted}`);
      return found === null
        ? t('notation.expectedAtEnd', { wanted: said })
        : t('notation.expected', { wanted: said, found });
    }
    default:
      return t(`notation.${fault.kind}`);
  }
}
