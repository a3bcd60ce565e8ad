"""A loopback server that does to a feed reader what broken and malicious servers do. Standard library only."""
import socket
import socketserver
import threading
import time
import zlib

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"
ITEM = (
    b"<item><title>Item %d</title><link>https://hostile.example/%d</link><guid>%d</guid>"
    b"<description>Text number %d of a feed that is not what it seems.</description></item>"
)
START = b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://hostile.example/</link>'
END = b"</channel></rss>"


def chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


class Hostile(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests = []
        self.closing = threading.Event()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def stop(self):
        self.closing.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A reader that was killed is no fault of ours."""


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.settimeout(60)
        request = b""
        try:
            while b"\r\n\r\n" not in request:
                piece = self.request.recv(4096)
                if not piece:
                    return
                request += piece
            path = request.split(b" ")[1].decode()
            self.server.requests.append((time.monotonic(), path))
            getattr(self, path.strip("/").split("?")[0].replace("-", "_"))()
        except (OSError, socket.timeout):
            pass  # the reader went away, which is what it should do

    def send(self, data):
        self.request.sendall(data)

    def until_closed(self):
        """Waits for the reader to give up."""
        while not self.server.closing.is_set():
            self.request.settimeout(0.2)
            try:
                if not self.request.recv(4096):
                    return
            except socket.timeout:
                continue

    def body(self, data):
        self.send(HEAD + b"Content-Length: %d\r\n\r\n" % len(data) + data)

    # -- one method a path -------------------------------------------------------------------------------------------
    def gzip_bomb(self):
        """One MiB that inflates to a GiB."""
        self.send(HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        self.send(chunk(packer.compress(START) + packer.flush(zlib.Z_SYNC_FLUSH)))
        zeros = b" " * (1 << 20)
        for _ in range(1024):
            piece = packer.compress(zeros)
            if piece:
                self.send(chunk(piece))
        self.send(chunk(packer.flush()) + b"0\r\n\r\n")

    def huge(self):
        """A GiB, as fast as the reader takes it."""
        self.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(START))
        piece = b"".join(ITEM % (i, i, i, i) for i in range(500))
        for _ in range((1 << 30) // len(piece)):
            self.send(chunk(piece))

    def deep_nesting(self):
        self.body(START + b"<item><description>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</description></item>" + END)

    def deep_html(self):
        html = b"&lt;div&gt;" * 100_000
        self.body(START + b"<item><guid>deep</guid><title>Deep</title><description>" + html + b"</description></item>" + END)

    def slow_loris(self):
        self.send(b"HTTP/1.1 200 OK\r\n")
        while not self.server.closing.wait(0.5):
            self.send(b"X")

    def stall_midbody(self):
        self.send(HEAD + b"Content-Length: 100000\r\n\r\n" + START)
        self.until_closed()

    def redirect_loop(self):
        self.send(b"HTTP/1.1 302 Found\r\nLocation: /redirect-loop-b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def redirect_loop_b(self):
        self.send(b"HTTP/1.1 302 Found\r\nLocation: /redirect-loop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def truncated(self):
        self.send(HEAD + b"Content-Length: 100000\r\nETag: \"truncated\"\r\n\r\n" + START + ITEM % (1, 1, 1, 1))

    def healthy(self):
        self.body(START + b"".join(ITEM % (i, i, i, i) for i in range(10)) + END)
