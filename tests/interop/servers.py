"""Servers nobody here wrote, in front of the sandbox: started by a test on a free port, and ended with it."""
import contextlib
import json
import os
import pathlib
import signal
import subprocess
import threading

from place import free_port, lookup_program

HERE = pathlib.Path(__file__).resolve().parent


class Missing(Exception):
    """A part that is not installed."""


def needed(name):
    program = lookup_program(name)
    if program is None:
        raise Missing(name)
    return program


@contextlib.contextmanager
def daemon(start, stop, log):
    """A server whose starting command comes back when it listens."""
    done = subprocess.run(start, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{start[0]} did not start: {done.stdout}{done.stderr}{log.read_text() if log.exists() else ''}")
    try:
        yield
    finally:
        subprocess.run(stop, capture_output=True, check=False)  # it may have ended


INNER = """
daemon on; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log info; user root;
events {{ worker_connections 256; }}
http {{
  access_log off; client_max_body_size 64m;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass https://127.0.0.1:{upstream}; proxy_http_version 1.1;
      proxy_ssl_certificate {place.client_chain}; proxy_ssl_certificate_key {place.client_key};
      proxy_ssl_trusted_certificate {place.sandbox_folder}/ca.pem; proxy_ssl_verify on; proxy_ssl_name localhost;
    }}
  }}
}}
"""


@contextlib.contextmanager
def inner(place, upstream=None):
    """Plain HTTP into the sandbox, or to the port `upstream`, for parts that hold no client certificate; gives its port."""
    program, folder, port = needed("nginx"), place.new_folder("inner"), free_port()
    config = folder / "nginx.conf"
    config.write_text(INNER.format(folder=folder, port=port, place=place, upstream=upstream or place.port))
    command = [program, "-c", config, "-p", folder]
    with daemon(command, [*command, "-s", "quit"], folder / "error.log"):
        yield port


@contextlib.contextmanager
def prism(place, npm, spec, upstream):
    """Prism as a proxy that refuses what the spec forbids, in either direction; gives its port and its log."""
    program, port = needed("node"), free_port()
    cli = npm / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
    if not cli.exists():
        raise Missing("the npm packages of tests/interop/package.json")
    log = place.new_folder("prism") / "log"
    command = [program, cli, "proxy", "--errors", "-h", "127.0.0.1", "-p", str(port), spec, f"http://127.0.0.1:{upstream}"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=out, text=True)
    try:
        for line in process.stdout:
            if "listening" in line:
                break
        else:
            raise RuntimeError(f"prism did not start: {log.read_text()}")
        # Its log must be read, or it stops when the pipe is full.
        reader = threading.Thread(target=lambda: log.open("a").writelines(process.stdout), daemon=True)
        reader.start()
        yield port, log
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def steady(place, npm, spec):
    """Steady, which answers from the spec and notes what was wrong with each request; gives its port and its log, of a JSON
    object a line."""
    program, port = npm / "node_modules" / ".bin" / "steady", free_port()
    if not program.exists():
        raise Missing("the npm packages of tests/interop/package.json")
    log = place.new_folder("steady") / "log"
    command = [program, "--host", "127.0.0.1", "-p", str(port), "--log-format", "json", spec]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        first = process.stdout.readline()  # when it listens
        if '"startup"' not in first:
            raise RuntimeError(f"steady did not start: {first}{process.stdout.read()}")
        reader = threading.Thread(target=lambda: log.write_text("".join(process.stdout)), daemon=True)
        reader.start()
        yield port, log
    finally:
        process.terminate()
        process.wait(30)
    reader.join(30)


NGINX = """
daemon on; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log info; user root;
events {{ worker_connections 256; }}
http {{
  access_log off; client_max_body_size 64m;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl{http2};
    ssl_certificate {place.server_chain}; ssl_certificate_key {place.pki}/server.key;
    ssl_protocols {protocols};
    ssl_client_certificate {trusted}; ssl_verify_client {verify}; ssl_verify_depth 3;
    {extra}
    location / {{
      proxy_pass https://127.0.0.1:{upstream}; proxy_http_version 1.1; proxy_request_buffering off; proxy_buffering off;
      proxy_ssl_certificate {place.client_chain}; proxy_ssl_certificate_key {place.client_key};
      proxy_ssl_trusted_certificate {place.sandbox_folder}/ca.pem; proxy_ssl_verify on;
      proxy_ssl_name localhost;
    }}
  }}
}}
"""


class Edge(int):
    """The port of a server that can be ended at once, whatever it is at."""
    pid_file = None

    def end(self):
        os.kill(int(self.pid_file.read_text()), signal.SIGTERM)


@contextlib.contextmanager
def nginx(place, *, http2=True, protocols="TLSv1.2 TLSv1.3", verify="on", trusted=None, extra="", upstream=None):
    """An mTLS edge in front of the sandbox, or of another server at the port `upstream`."""
    program, folder, port = needed("nginx"), place.new_folder("nginx"), free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, place=place, http2=" http2" if http2 else "",
                                   protocols=protocols, verify=verify, extra=extra, upstream=upstream or place.port,
                                   trusted=trusted or place.pki / "root.pem"))
    command = [program, "-c", config, "-p", folder]
    with daemon(command, [*command, "-s", "quit"], folder / "error.log"):
        edge = Edge(port)
        edge.pid_file = folder / "nginx.pid"
        yield edge


APACHE = """
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
LogLevel {log_level}
{user}
{modules}
Protocols {protocols}
<VirtualHost 127.0.0.1:{port}>
  SSLEngine on
  SSLProtocol -all +{tls}
  SSLCertificateFile {place.server_chain}
  SSLCertificateKeyFile {place.pki}/server.key
  SSLCACertificateFile {place.pki}/root.pem
  SSLVerifyDepth 3
  {verify}
  {proxy}
  {extra}
</VirtualHost>
"""
APACHE_PROXY = """
  SSLProxyEngine on
  SSLProxyCACertificateFile {place.sandbox_folder}/ca.pem
  SSLProxyMachineCertificateFile {machine}
  SSLProxyMachineCertificateChainFile {place.pki}/issuing.pem
  ProxyPass / https://localhost:{place.port}/
"""
APACHE_MODULES = ("mpm_event", "authz_core", "authn_core", "auth_basic", "authz_user", "ssl", "socache_shmcb", "proxy",
                  "proxy_http", "http2", "setenvif", "headers")


@contextlib.contextmanager
def apache(place, *, protocols="h2 http/1.1", tls="TLSv1.3", verify="SSLVerifyClient require", extra="", modules=(), proxied=True, log_level="warn"):
    """Another edge, of another make; gives its port."""
    program, folder, port = needed("apache2"), place.new_folder("apache"), free_port()
    machine = folder / "machine.pem"
    machine.touch(mode=0o600)
    # One leaf with its key: what mod_proxy shows the sandbox.
    machine.write_text(place.client_key.read_text() + (place.pki / "client.pem").read_text())
    here = pathlib.Path("/usr/lib/apache2/modules")
    lines = [f"LoadModule {name}_module {here}/mod_{name}.so" for name in (*APACHE_MODULES, *modules)]
    config = folder / "apache.conf"
    config.write_text(APACHE.format(folder=folder, port=port, place=place, log_level=log_level, protocols=protocols, tls=tls, verify=verify,
                                    proxy=APACHE_PROXY.format(place=place, machine=machine) if proxied else "",
                                    extra=extra, modules="\n".join(lines),
                                    # It refuses to serve as root, which it needs not be but may be.
                                    user="User www-data\nGroup www-data" if os.geteuid() == 0 else ""))
    command = [program, "-f", config]
    with daemon([*command, "-k", "start"], [*command, "-k", "stop"], folder / "error.log"):
        yield port


@contextlib.contextmanager
def node(place, npm, script, settings):
    """A program of ours on parts from npm; it prints one JSON line when it listens, and ends with its stdin."""
    program = needed("node")
    if not (npm / "node_modules").is_dir():
        raise Missing("the npm packages of tests/interop/package.json")
    folder = place.new_folder(script)
    with (folder / "stderr").open("wb") as stderr:
        process = subprocess.Popen([program, HERE / f"{script}.mjs", json.dumps(settings)], cwd=npm,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True,
                                   env={"NODE_PATH": str(npm / "node_modules"), "PATH": "/usr/bin:/bin",
                                        "SKIFTE_NPM": str(npm)})
    try:
        ready = process.stdout.readline()
        if not ready:
            raise RuntimeError(f"{script} did not start: {(folder / 'stderr').read_text()}")
        yield json.loads(ready)
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(30)
