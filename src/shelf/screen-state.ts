/** Whether the page keeps the screen on; `refused`: it was asked to, and the browser does not let it. */
export type ScreenState = 'unsupported' | 'off' | 'on' | 'refused';
