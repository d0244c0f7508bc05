import { useTranslation } from 'react-i18next'
import { day } from '@/i18n/format'
import type { Complaint } from './types'

/** 复查 and 复核 of a petition, by organs that may stand outside the tree. */
export function Reviews({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  if (complaint.reviews.length === 0) return null
  return (
    <section className="panel" aria-labelledby="reviews-title">
      <h2 id="reviews-title">{t('complaints.reviews.title')}</h2>
      {complaint.reviews.map((review) => (
        <article key={String(review.is_recheck)} className="answer">
          <h3>{t(review.is_recheck ? 'complaints.reviews.recheck' : 'complaints.reviews.review')}</h3>
          <p className="small quiet">
            {t('complaints.reviews.asked', {
              organ: review.organ,
              requested: day(review.requested_on),
              received: day(review.received_on),
            })}
          </p>
          <p className="pre">{review.reason}</p>
          {review.opinion && (
            <>
              <p className="row">
                <span className="chip">
                  {t(review.upheld ? 'complaints.reviews.upheld' : 'complaints.reviews.changed')}
                </span>
                <span className="small quiet">
                  {[review.document, day(review.issued_on)].filter(Boolean).join(' · ')}
                </span>
              </p>
              <p className="pre">{review.opinion}</p>
            </>
          )}
        </article>
      ))}
    </section>
  )
}
