import { ApiProblem } from '@/api/problem'

export function isConflict(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 409
}
