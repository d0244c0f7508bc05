export type LightColour = 'red' | 'yellow' | 'green' | 'grey'

/** Each colour has a shape of its own, so that it is told apart without seeing the colour. */
const SHAPES: Record<LightColour, string> = {
  red: 'M6 0.5 L11.7 11 H0.3 Z',
  yellow: 'M6 0 L12 6 L6 12 L0 6 Z',
  green: 'M6 0.5 a5.5 5.5 0 1 0 0.001 0 Z',
  grey: 'M1 4.5 H11 V7.5 H1 Z',
}

export function presentLight(light: string): { colour: LightColour; path: string } {
  const colour = light in SHAPES ? (light as LightColour) : 'grey'
  return { colour, path: SHAPES[colour] }
}
