import { createLink } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const LinkButton = createLink(function GoButton({
  primary,
  ...link
}: ButtonProps & { primary?: boolean }) {
  // The router's own `type` prop would hide the button's.
  return <Button {...link} type={primary ? 'primary' : 'default'} />
})
