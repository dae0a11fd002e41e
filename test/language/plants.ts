import type { Plant } from './generated/types/garden.js';

export interface PlantRow {
  readonly id: string;
  readonly name: string;
  readonly bed: Plant['bed'];
  readonly watered: number;
}

export function toPlant({ id, name, bed, watered }: PlantRow): Plant {
  return { plant_id: id, name, bed, watered };
}
