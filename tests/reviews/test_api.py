"""The queue and the verdicts as JSON."""

from __future__ import annotations

from tests.cast import Chain

OURS = {"X-Kit": "1"}


def test_it_works(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    rosa = chain.client(chain.rosa)
    queue = rosa.get("/api/v1/reviews")
    assert queue.json["total"] == 1
    row = queue.json["waiting"][0]
    assert (row["submission"], row["store"]) == (str(submission), "Tienda Centro")
    assert (row["announced"], row["present"]) == (2, 2)
    again = rosa.get("/api/v1/reviews", headers={"If-None-Match": queue.headers["ETag"]})
    assert again.status_code == 304
    base = f"/api/v1/reviews/{submission}"
    assert rosa.post(f"{base}/claim", headers=OURS).json["state"] == "claimed"
    accepted = rosa.post(f"{base}/accept", headers=OURS).json
    assert accepted == {"submission": str(submission), "state": "accepted", "undo_seconds": 60}
    assert rosa.post(f"{base}/undo", headers=OURS).json["state"] == "claimed"
    sent = rosa.post(f"{base}/send-back", json={"note": "Which lamp?"}, headers=OURS)
    assert sent.json["state"] == "sent_back"


def test_a_conflict_says_its_code(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    base = f"/api/v1/reviews/{submission}"
    assert chain.client(chain.rosa).post(f"{base}/claim", headers=OURS).status_code == 200
    late = chain.client(chain.rita).post(f"{base}/claim", headers=OURS)
    assert (late.status_code, late.json["code"]) == (409, "review_taken")
    assert late.mimetype == "application/problem+json"


def test_a_note_of_the_wrong_type_is_refused(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    rosa = chain.client(chain.rosa)
    base = f"/api/v1/reviews/{submission}"
    rosa.post(f"{base}/claim", headers=OURS)
    for body in ({}, {"note": 7}, {"note": "x", "more": 1}):
        refused = rosa.post(f"{base}/send-back", json=body, headers=OURS)
        assert (refused.status_code, refused.json["code"]) == (422, "review_note_missing")


def test_a_change_needs_our_header(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    refused = chain.client(chain.rosa).post(f"/api/v1/reviews/{submission}/claim")
    assert refused.json["code"] == "request_not_ours"
