"""A notebook as a script: a school's pupils in pandas, and the questions that one asks of them.

python examples/pandas_notebook.py
"""

from __future__ import annotations

import pandas as pd

from attendance_rules import load_policy

policy = load_policy()

# %% The pupils: made up. What nobody has recorded is missing, and stays unknown.
pupils = pd.DataFrame(
    {
        "pupil_id": ["P1", "P2", "P3", "P4"],
        "sessions_possible": [120, 120, 120, None],
        "sessions_absent": [2, 14, 70, None],
        "engagement": ["engaged", "lacking", "lacking", None],
        "medical_condition": [False, None, True, None],
        "form": ["7A", "7A", "7B", "7B"],
    }
)

# %% How many pupils are in which tier? A tier that is not known counts too.
statuses = policy.decide_frame(pupils, carry=["form"])
print(statuses.groupby("form", observed=True)["tier"].value_counts(dropna=False).to_string())

# %% What is the school expected to do now, and for how many?
actions = policy.decide_frame(pupils, form="long", carry=["form"])
due = actions[(actions["party"] == "school") & (actions["status"] == "required")]
print(due["obligation"].value_counts().loc[lambda count: count > 0].to_string())

# %% One pupil in full: why, and what is worth finding out first.
decision = policy.decide(pupils.drop(columns="form").iloc[1].to_dict())
for action in decision.required("school"):
    if not action.standing:
        print(decision.why(action.obligation).sentence)
for question in decision.questions()[:3]:
    print(question.question)
