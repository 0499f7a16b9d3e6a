-- What does each source say of the incidents of the means, perpetrator and source asked for?
--
-- Only for the reading `literal`. The stored sayings have no columns of these, so they are joined to the incidents.
FROM conflict_said_literally SEMI JOIN conflict_incidents USING (incident_id)
