"""The course's late policy as nbgrader's plugin, and for a whole submission at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import BasePlugin
from traitlets import Unicode

from autograder import late


class LatePenalty(BasePlugin):
    """What nbgrader asks for each notebook that came late; set as `AssignLatePenalties.plugin_class`."""

    course = Unicode("", help="The course's folder.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """The points lost, after the student's days in hand."""
        policy = late.policy_of(Path(self.course))
        days = costly_days(self.parent.gradebook, policy, student_id)
        return late.penalty(policy, score, days.get(self.parent.assignment_id, 0)) or None


def costly_days(gradebook: Any, policy: late.Policy, student: str) -> dict[str, int]:
    """Assignment to the days of lateness that cost this student something."""
    submissions = [s for s in gradebook.student_submissions(student) if s.duedate is not None]
    submissions.sort(key=lambda submission: (submission.duedate, submission.name))
    days = [late.days_late(policy, submission.total_seconds_late) for submission in submissions]
    return dict(zip((s.name for s in submissions), late.charged(policy, days), strict=True))


def apply(gradebook: Any, policy: late.Policy, student: str) -> int:
    """Work out a student's penalties anew, since marks may have changed since grading; how many notebooks' changed."""
    days, changed = costly_days(gradebook, policy, student), 0
    for submission in gradebook.student_submissions(student):
        for notebook in submission.notebooks:
            penalty = late.penalty(policy, notebook.score, days.get(submission.name, 0)) or None
            changed += notebook.late_submission_penalty != penalty
            notebook.late_submission_penalty = penalty
    gradebook.db.commit()
    return changed
