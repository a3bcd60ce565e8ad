"""A server whose answers can be held back: what a poll in flight is to a test."""
import contextlib
import http.server
import json
import threading

LIMIT = 30.0  # seconds that an answer is held back at most


class Slow(http.server.ThreadingHTTPServer):
    """Answers /feed with `status` once `open` is set; with the web page `page` when there is one."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = 0
        self.status = 200
        self.page = None
        self.open = threading.Event()
        self.open.set()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def stop(self):
        self.open.set()
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802 (the library's name)
        self.server.asked += 1
        number = self.server.asked
        self.server.open.wait(LIMIT)
        item = {"id": str(number), "url": f"https://slow.example/{number}", "content_text": f"Story number {number}."}
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Slow", "items": [item]}).encode()
        kind = "application/feed+json"
        if self.server.page:
            body, kind = self.server.page.encode(), "text/html"
        with contextlib.suppress(OSError):
            self.send_response(self.server.status)
            if self.server.status == 429:
                self.send_header("Retry-After", "7200")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *args):
        pass
