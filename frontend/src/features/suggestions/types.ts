import type { Got, Sent } from '@/api/types'

export type Collection = Got<'/api/v1/suggestion-collections'>['items'][number]
export type CollectionDraft = Sent<'/api/v1/suggestion-collections/{collection_id}', 'put'>
export type SuggestionLine = Got<'/api/v1/suggestions'>['items'][number]
export type Suggestion = Got<'/api/v1/suggestions/{suggestion_id}'>
export type Channel = SuggestionLine['channel']
export type Giver = SuggestionLine['giver']
