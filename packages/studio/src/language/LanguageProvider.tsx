import { DirectionProvider } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, Fragment, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { rememberLanguage } from './chosen.js';
import { directionOf, type Spoken } from './languages.js';
import { presentLanguage, speak } from './translator.js';

interface LanguageContext {
  readonly spoken: Spoken;
  /** Speaks another language, now and the next time. */
  choose(language: Spoken): Promise<void>;
}

const Context = createContext<LanguageContext | null>(null);

/** Draws everything below anew when the language changes; to be mounted once a language is spoken. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState<Spoken>(presentLanguage);
  const queries = useQueryClient();
  const choose = useCallback(
    async (language: Spoken) => {
      await speak(language);
      rememberLanguage(language);
      setSpoken(language);
      // What the server says in sentences is asked for again.
      await queries.invalidateQueries();
    },
    [queries],
  );
  const value = useMemo(() => ({ spoken, choose }), [spoken, choose]);
  return (
    <Context value={value}>
      <DirectionProvider key={spoken} initialDirection={directionOf(spoken)} detectDirection={false}>
        <Fragment key={spoken}>{children}</Fragment>
      </DirectionProvider>
    </Context>
  );
}

/** Which language is spoken, and how to choose another. */
export function useLanguage(): LanguageContext {
  const value = useContext(Context);
  if (value === null) throw new TypeError('useLanguage outside of LanguageProvider');
  return value;
}
