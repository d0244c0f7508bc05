import type { Readable } from 'openapi-typescript-helpers'
import type { paths } from './schema'

type Body<Answer> = Answer extends { content: { 'application/json': infer B } } ? B : never
type Answers<Operation> = Operation extends { responses: infer R } ? R : never
type Good<R> = 200 extends keyof R ? R[200] : 201 extends keyof R ? R[201] : never

/** What a successful call answers; named by path, so that it cannot drift from the contract. */
export type Got<P extends keyof paths, M extends keyof paths[P] = 'get' & keyof paths[P]> = Readable<
  Body<Good<Answers<paths[P][M]>>>
>
export type Sent<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody?: { content: { 'application/json': infer B } }
}
  ? B
  : never
export type Query<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never

export type Me = Got<'/api/v1/me'>
export type Meta = Got<'/api/v1/meta'>
export type Unit = Got<'/api/v1/units'>['items'][number]
export type Person = Got<'/api/v1/people'>['items'][number]
export type ImportDraft = Got<'/api/v1/imports/{import_id}'>
export type ImportLine = Got<'/api/v1/imports'>['items'][number]
export type ImportRow = Got<'/api/v1/imports/{import_id}/rows'>['items'][number]
/** Fields left out stay as they are. */
export type RowPatch = Partial<Sent<'/api/v1/imports/{import_id}/rows/{row_id}', 'patch'>>
export type FindingLine = Got<'/api/v1/findings'>['items'][number]
export type FindingQuery = Query<'/api/v1/findings'>
export type Finding = Got<'/api/v1/findings/{finding_id}'>
export type Item = Finding['items'][number]
export type Attachment = Item['evidence'][number]
export type DecisionRequest = Finding['requests'][number]
export type ItemLine = Got<'/api/v1/rectification-items'>['items'][number]
export type Today = Got<'/api/v1/today'>
export type Inspection = Got<'/api/v1/inspections'>['items'][number]
export type TrailEvent = Got<'/api/v1/events'>['items'][number]
export type Verification = Got<'/api/v1/events/verification'>
export type Allowed = Finding['allowed_actions'][number]
export type ImportPatch = Sent<'/api/v1/imports/{import_id}', 'patch'>
export type Happening = Got<'/api/v1/findings/{finding_id}/events'>['items'][number]
export type InspectionWhole = Got<'/api/v1/inspections/{inspection_id}'>
export type MySession = Got<'/api/v1/me/sessions'>['items'][number]
export type ReportQuery = Query<'/api/v1/inspections/{inspection_id}/report.docx'>
export type ReportPreview = Got<'/api/v1/inspections/{inspection_id}/report-preview'>
export type Publication = Got<'/api/v1/findings/{finding_id}/publication'>
export type PublicationDraft = Sent<'/api/v1/findings/{finding_id}/publication', 'put'>
export type ListQuery = Query<'/api/v1/findings/export.xlsx'>
export type ListForm = paths['/api/v1/findings/lists/{form}.xlsx']['get']['parameters']['path']['form']
export type Template = Got<'/api/v1/report-templates'>['items'][number]
export type TemplateKind = Template['kind']
