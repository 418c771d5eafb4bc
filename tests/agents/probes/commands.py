"""How each agent is started so that it asks a model on this machine, and nobody else."""

import json
import os
import signal

NOWHERE = "http://127.0.0.1:9"


def of(agent, folder, home, port):
    """Gives (argv, environment)."""
    environment = {"HOME": home, "PATH": folder + ":" + os.environ["PATH"], "TERM": "dumb",
                   "HTTPS_PROXY": NOWHERE, "NO_PROXY": "127.0.0.1"}
    origin = f"http://127.0.0.1:{port}"
    return _AGENTS[agent](environment, origin)


def end(process):
    """Ends it with all that it started: its process group is its own."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _claude(environment, origin):
    environment |= {"ANTHROPIC_BASE_URL": origin, "ANTHROPIC_API_KEY": "sk-ant-api03-made-up",
                    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"}
    return ["claude", "-p", "Say hi.", "--allowedTools", "Bash"], environment


def _codex(environment, origin):
    environment["MADE_UP_KEY"] = "sk-made-up"
    settings = ["model_provider=\"probe\"", "model_providers.probe.name=\"probe\"",
                f"model_providers.probe.base_url=\"{origin}/v1\"",
                "model_providers.probe.env_key=\"MADE_UP_KEY\"",
                "model_providers.probe.wire_api=\"responses\"", "analytics.enabled=false",
                "check_for_update_on_startup=false", "features.plugins=false",
                "features.apps=false"]
    command = ["codex", "exec", "--skip-git-repo-check",
               "--dangerously-bypass-approvals-and-sandbox", "-m", "gpt-5.1"]
    for setting in settings:
        command += ["-c", setting]
    return command + ["Say hi."], environment


def _opencode(environment, origin):
    provider = {"npm": "@ai-sdk/openai-compatible", "name": "Probe",
                "options": {"baseURL": f"{origin}/v1", "apiKey": "sk-made-up"},
                "models": {"probe-model": {"name": "Probe"}}}
    settings = {"provider": {"probe": provider}, "model": "probe/probe-model",
                "small_model": "probe/probe-model", "autoupdate": False, "share": "disabled",
                "permission": {"bash": "allow"}}
    environment |= {"OPENCODE_CONFIG_CONTENT": json.dumps(settings),
                    "OPENCODE_DISABLE_AUTOUPDATE": "1", "OPENCODE_DISABLE_MODELS_FETCH": "1",
                    "npm_config_offline": "true"}
    return ["opencode", "run", "--title", "Probe", "Say hi."], environment


_AGENTS = {"claude": _claude, "codex": _codex, "opencode": _opencode}
