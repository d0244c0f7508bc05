import type { Got, Query } from '@/api/types'

export type Order = Got<'/api/v1/hotline-orders'>['items'][number]
export type OrderQuery = Query<'/api/v1/hotline-orders'>
export type Source = Order['source']
export type Preview = Got<'/api/v1/hotline-orders/import-preview', 'post'>
export type PreviewRow = Preview['rows'][number]
export type RowAction = PreviewRow['action']
export type Reconciliation = Got<'/api/v1/hotline-orders/reconcile-file', 'post'>
export type Update = Got<'/api/v1/hotline-orders/updates'>['items'][number]
