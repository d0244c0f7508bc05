#!/bin/sh
# Fills the template from the environment and becomes nginx. The tests run this very script with Debian's nginx.
#
#   MINGZE_SERVER_NAME    the name people use, as in the certificate
#   MINGZE_UPSTREAM       host:port of the service
#   MINGZE_TLS_CERTIFICATE, MINGZE_TLS_KEY    files in PEM
#   MINGZE_HTTPS_PORT, MINGZE_HTTP_PORT, MINGZE_WEB_ROOT, MINGZE_NGINX_DIR, MINGZE_NGINX_HEADERS,
#   MINGZE_UPLOAD_MAX, MINGZE_RESOLVER    defaults below (the resolver is that of a container's network)
#   MINGZE_FRONT_PROXIES  addresses or networks of proxies before this one, parted by blanks: only their
#                         X-Forwarded-For is believed; without it, the address is that of the connection
set -eu

: "${MINGZE_SERVER_NAME:?the name people use}" "${MINGZE_UPSTREAM:?host:port of the service}"
: "${MINGZE_TLS_CERTIFICATE:?a file}" "${MINGZE_TLS_KEY:?a file}"
: "${MINGZE_HTTPS_PORT:=8443}" "${MINGZE_HTTP_PORT:=8080}"
: "${MINGZE_WEB_ROOT:=/srv/mingze}" "${MINGZE_NGINX_DIR:=/tmp/nginx}"
: "${MINGZE_NGINX_TEMPLATE:=/etc/mingze/nginx.conf.template}" "${MINGZE_NGINX_HEADERS:=/etc/mingze/headers.conf}"
: "${MINGZE_RESOLVER:=127.0.0.11}"
# The largest upload and what a form holds around it; the service has its own, exact limit.
: "${MINGZE_UPLOAD_MAX:=31m}"

mkdir -p "$MINGZE_NGINX_DIR"
modules=/dev/null
for module in /usr/lib/nginx/modules/ngx_http_brotli_static_module.so; do
    [ -e "$module" ] && modules="$MINGZE_NGINX_DIR/modules.conf" && echo "load_module $module;" >"$modules"
done
brotli=/dev/null
if [ "$modules" != /dev/null ]; then
    brotli="$MINGZE_NGINX_DIR/brotli.conf"
    echo "brotli_static on;" >"$brotli"
fi

real_ip=/dev/null
if [ -n "${MINGZE_FRONT_PROXIES:-}" ]; then
    real_ip="$MINGZE_NGINX_DIR/real-ip.conf"
    {
        for network in $MINGZE_FRONT_PROXIES; do echo "set_real_ip_from $network;"; done
        echo "real_ip_header X-Forwarded-For;"
        echo "real_ip_recursive on;"
    } >"$real_ip"
fi

sed -e "s|@SERVER_NAME@|$MINGZE_SERVER_NAME|g" \
    -e "s|@UPSTREAM@|$MINGZE_UPSTREAM|g" \
    -e "s|@CERTIFICATE@|$MINGZE_TLS_CERTIFICATE|g" \
    -e "s|@KEY@|$MINGZE_TLS_KEY|g" \
    -e "s|@HTTPS_PORT@|$MINGZE_HTTPS_PORT|g" \
    -e "s|@HTTP_PORT@|$MINGZE_HTTP_PORT|g" \
    -e "s|@WEB_ROOT@|$MINGZE_WEB_ROOT|g" \
    -e "s|@DIR@|$MINGZE_NGINX_DIR|g" \
    -e "s|@HEADERS@|$MINGZE_NGINX_HEADERS|g" \
    -e "s|@MODULES@|$modules|g" \
    -e "s|@BROTLI@|$brotli|g" \
    -e "s|@REAL_IP@|$real_ip|g" \
    -e "s|@RESOLVER@|$MINGZE_RESOLVER|g" \
    -e "s|@UPLOAD_MAX@|$MINGZE_UPLOAD_MAX|g" \
    "$MINGZE_NGINX_TEMPLATE" >"$MINGZE_NGINX_DIR/nginx.conf"

exec nginx -e stderr -c "$MINGZE_NGINX_DIR/nginx.conf" "$@"
