-- What each method means, in SQL: the readable definition, and in the tests the oracle that the engine must equal.
--
-- people (cell, grp, people)      places (offer, class, places)     pairs (offer, cell, tenths)
-- class (class, field)            eligible (class, grp)             norm (field, grp, norm)      decay (tenths, weight)
--
-- Unknown people are left out; unknown places are 0: the offer stands there, so what comes out is a lower bound.
-- A result that has no row is 0.

-- name: shared
-- need: places that the people of a cell and group need in a field
-- reach: every offer that a cell can reach and a group may use, with its weight by travel time
CREATE VIEW need AS
SELECT cell, grp, field, norm, people * norm AS need FROM people JOIN norm USING (grp);
CREATE VIEW reach AS
SELECT cell, grp, field, offer, places, weight
FROM pairs JOIN decay USING (tenths) JOIN places USING (offer) JOIN class USING (class) JOIN eligible USING (class)
WHERE weight > 0;
CREATE VIEW chosen AS
SELECT *, weight / sum(weight) OVER (PARTITION BY cell, grp, field) AS choice FROM reach;

-- name: provision
WITH demand AS (
    SELECT class, field, sum(need) AS demand
    FROM class JOIN eligible USING (class) JOIN need USING (grp, field) GROUP BY ALL
)
SELECT cell, field, grp, norm * sum(places / demand) AS access
FROM places JOIN demand USING (class) JOIN eligible USING (class) JOIN need USING (grp, field)
WHERE demand > 0 GROUP BY cell, field, grp, norm;

-- name: 2SFCA
WITH demand AS (SELECT offer, sum(need) AS demand FROM reach JOIN need USING (cell, grp, field) GROUP BY offer)
SELECT cell, field, grp, norm * sum(places / demand) AS access
FROM reach JOIN demand USING (offer) JOIN need USING (cell, grp, field)
WHERE demand > 0 GROUP BY cell, field, grp, norm;

-- name: E2SFCA
WITH demand AS (SELECT offer, sum(weight * need) AS demand FROM reach JOIN need USING (cell, grp, field) GROUP BY offer)
SELECT cell, field, grp, norm * sum(weight * places / demand) AS access
FROM reach JOIN demand USING (offer) JOIN need USING (cell, grp, field)
WHERE demand > 0 GROUP BY cell, field, grp, norm;

-- name: M2SFCA
WITH demand AS (SELECT offer, sum(weight * need) AS demand FROM reach JOIN need USING (cell, grp, field) GROUP BY offer)
SELECT cell, field, grp, norm * sum(weight * weight * places / demand) AS access
FROM reach JOIN demand USING (offer) JOIN need USING (cell, grp, field)
WHERE demand > 0 GROUP BY cell, field, grp, norm;

-- name: 3SFCA
WITH demand AS (
    SELECT offer, sum(choice * weight * need) AS demand FROM chosen JOIN need USING (cell, grp, field) GROUP BY offer
)
SELECT cell, field, grp, norm * sum(choice * weight * places / demand) AS access
FROM chosen JOIN demand USING (offer) JOIN need USING (cell, grp, field)
WHERE demand > 0 GROUP BY cell, field, grp, norm;

-- name: BFCA
WITH demand AS (
    SELECT offer, sum(choice * need) AS demand FROM chosen JOIN need USING (cell, grp, field) GROUP BY offer
), pull AS (SELECT offer, sum(weight) AS pull FROM pairs JOIN decay USING (tenths) GROUP BY offer)
SELECT cell, field, grp, norm * sum(places / demand * weight / pull) AS access
FROM chosen JOIN demand USING (offer) JOIN pull USING (offer) JOIN need USING (cell, grp, field)
WHERE demand > 0 GROUP BY cell, field, grp, norm;

-- name: spatial availability
-- of each offer's places everybody claims the share that is theirs of its weighted need; per person it is E2SFCA
WITH claim AS (
    SELECT *, places * weight * need / sum(weight * need) OVER (PARTITION BY offer) AS claim
    FROM reach JOIN need USING (cell, grp, field) WHERE need > 0
)
SELECT cell, field, grp, sum(claim) AS claims FROM claim GROUP BY cell, field, grp;
