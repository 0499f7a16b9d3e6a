# The image of every Airflow component of docker-compose.yaml: Python, the pinned packages and an ordinary user.
# The code is not in it: dags/, plugins/, include/ and config/ are mounted, so a change needs no build.
FROM python:3.11.14-slim-bookworm

# The user's numbers are those of the host's user (make env), so that both may write data/.
ARG TOLL_UID=1000
ARG TOLL_GID=1000
RUN groupadd --non-unique --gid "$TOLL_GID" toll \
    && useradd --non-unique --uid "$TOLL_UID" --gid toll --no-log-init --create-home toll \
    && install --directory --owner toll --group toll --mode 0700 /opt/airflow \
    && install --directory --owner toll --group toll /opt/toll /opt/toll/data

# Compiled bytecode halves the start of each component, so pip's compilation is left on.
COPY requirements-compose.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --requirement /tmp/requirements.txt \
    && rm /tmp/requirements.txt
COPY --chmod=755 config/compose/toll /usr/local/bin/toll

ENV AIRFLOW_HOME=/opt/airflow \
    PYTHONPATH=/opt/toll/include:/opt/toll/config \
    PYTHONUNBUFFERED=1
WORKDIR /opt/toll
USER toll
CMD ["airflow", "version"]
