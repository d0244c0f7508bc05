export const likeness = {
  refused: '标出的文字与已有材料相同',
  what: '请改写后重新提交;确有原因的,填写说明后再次提交,说明由核验的人查看。',
  share: '雷同文字占 {{share}}。',
  explain: '雷同说明',
  explainHint: '例如:与某单位联合开展,按统一口径填报',
  explanation: '报送人的说明',
  outOfSight: '另有 {{count}} 份雷同材料不在您的可见范围内。',
  this: '本文',
  other: '雷同材料',
  compare: '雷同对照',
  explained: '有雷同说明',
  kind: {
    rectification_item: '整改措施',
    progress_note: '整改进展',
    finding: '问题',
    duty: '应报事项',
  },
}
