import { type DescriptorRow, describeScope, type PropertyDescriptor } from './descriptor.js';
import { visitRows } from './visit.js';

const rows: readonly DescriptorRow[] = [
  {
    path: 'browser',
    type: 'text',
    values: ['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet', 'Other'],
    en: ['browser', 'Name of the browser, read from the user agent'],
    es: ['navegador', 'El nombre del navegador, leído del agente de usuario'],
    de: ['Browser', 'Name des Browsers, aus dem User-Agent gelesen'],
  },
  {
    path: 'browserVersion',
    type: 'version',
    en: ['browser version', 'Compared number by number, in three numbers, for example 128.0.0'],
    es: [
      'versión del navegador',
      'Se compara número a número, con tres números, por ejemplo 128.0.0',
      { feminine: true },
    ],
    de: ['Browserversion', 'Zahl für Zahl verglichen, in drei Zahlen, zum Beispiel 128.0.0'],
  },
  {
    path: 'deviceType',
    type: 'text',
    values: ['desktop', 'mobile', 'tablet', 'tv', 'bot', 'other'],
    en: ['device type', 'Kind of device, read from the user agent'],
    es: ['tipo de dispositivo', 'La clase de dispositivo, leída del agente de usuario'],
    de: ['Gerätetyp', 'Art des Geräts, aus dem User-Agent gelesen'],
  },
  {
    path: 'deviceBrand',
    type: 'text',
    en: ['device brand', 'Maker of the device, where an app tells it'],
    es: ['marca del dispositivo', 'El fabricante del dispositivo, si una aplicación lo dice', { feminine: true }],
    de: ['Gerätemarke', 'Hersteller des Geräts, wo eine App ihn nennt'],
  },
  {
    path: 'deviceModel',
    type: 'text',
    en: ['device model', 'Model of the device, where an app tells it'],
    es: ['modelo del dispositivo', 'El modelo del dispositivo, si una aplicación lo dice'],
    de: ['Gerätemodell', 'Modell des Geräts, wo eine App es nennt'],
  },
  {
    path: 'screenWidth',
    type: 'number',
    en: ['screen width', 'Width of the screen in pixels of CSS'],
    es: ['ancho de la pantalla', 'El ancho de la pantalla en píxeles de CSS'],
    de: ['Bildschirmbreite', 'Breite des Bildschirms in CSS-Pixeln'],
  },
  {
    path: 'screenHeight',
    type: 'number',
    en: ['screen height', 'Height of the screen in pixels of CSS'],
    es: ['alto de la pantalla', 'El alto de la pantalla en píxeles de CSS'],
    de: ['Bildschirmhöhe', 'Höhe des Bildschirms in CSS-Pixeln'],
  },
  {
    path: 'os',
    type: 'text',
    values: ['Android', 'ChromeOS', 'iOS', 'Linux', 'macOS', 'Windows', 'Other'],
    en: ['operating system', 'Name of the operating system, read from the user agent'],
    es: ['sistema operativo', 'El nombre del sistema operativo, leído del agente de usuario'],
    de: ['Betriebssystem', 'Name des Betriebssystems, aus dem User-Agent gelesen'],
  },
  {
    path: 'osVersion',
    type: 'version',
    en: ['operating system version', 'Compared number by number, in three numbers, for example 14.2.0'],
    es: [
      'versión del sistema operativo',
      'Se compara número a número, con tres números, por ejemplo 14.2.0',
      { feminine: true },
    ],
    de: ['Version des Betriebssystems', 'Zahl für Zahl verglichen, in drei Zahlen, zum Beispiel 14.2.0'],
  },
  {
    path: 'userAgent',
    type: 'text',
    en: ['user agent', 'The browser’s own description of itself'],
    es: ['agente de usuario', 'Cómo se describe el navegador a sí mismo'],
    de: ['User-Agent', 'Wie der Browser sich selbst beschreibt'],
  },
  {
    path: 'language',
    type: 'text',
    en: ['language', 'Preferred language as a tag, for example pt-BR', { noun: 'preferred language' }],
    es: ['idioma', 'El idioma preferido como etiqueta, por ejemplo pt-BR', { noun: 'idioma preferido' }],
    de: ['Sprache', 'Bevorzugte Sprache als Kürzel, zum Beispiel pt-BR', { noun: 'bevorzugte Sprache' }],
  },
  {
    path: 'host',
    type: 'text',
    en: ['host', 'Host of the page, for example www.example.com'],
    es: ['dominio', 'El dominio de la página, por ejemplo www.example.com'],
    de: ['Host', 'Host der Seite, zum Beispiel www.example.com'],
  },
  {
    path: 'url',
    type: 'text',
    en: ['URL', 'Whole address of the page'],
    es: ['URL', 'La dirección completa de la página', { feminine: true }],
    de: ['URL', 'Ganze Adresse der Seite'],
  },
  {
    path: 'path',
    type: 'text',
    en: ['path', 'Path of the page, for example /pricing'],
    es: ['ruta', 'La ruta de la página, por ejemplo /precios', { feminine: true }],
    de: ['Pfad', 'Pfad der Seite, zum Beispiel /preise'],
  },
  {
    path: 'referrer',
    type: 'text',
    en: ['referrer', 'Whole address of the page the visitor came from'],
    es: [
      'página de procedencia',
      'La dirección completa de la página de la que viene el visitante',
      { feminine: true },
    ],
    de: ['Herkunftsseite', 'Ganze Adresse der Seite, von der der Besucher kommt'],
  },
  {
    path: 'referrerHost',
    type: 'text',
    en: ['referrer host', 'Host of the page the visitor came from'],
    es: ['dominio de procedencia', 'El dominio de la página de la que viene el visitante'],
    de: ['Host der Herkunftsseite', 'Host der Seite, von der der Besucher kommt'],
  },
  ...visitRows,
];

/** What is known of the present request alone; in the order in which an editor shows it. */
export const requestProperties: readonly PropertyDescriptor[] = describeScope('request', 'request', rows);
