/** What the resource of a number is called among so many that a fixture has generated: `node-007`. */
export function generatedName(number: number, count: number): string {
  return `node-${String(number).padStart(String(count).length, "0")}`;
}
