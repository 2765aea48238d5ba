using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansOps.EndToEnd;

/// <summary>Fills what printed commands leave to their reader, with things that are there and that no other command needs.</summary>
internal sealed partial class Placeholders(OpsWorld world, string opsctl)
{
    private int _made;

    /// <summary>Lines of opsctl that are not run here, and why. Those of ./ops build and start an installation in this very tree: OpsVerbTests looks their words up.</summary>
    public static IReadOnlyDictionary<string, string> NotRun { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["opsctl run"] = "a sentence names the command, it is no line to type",
        ["opsctl run --log-cap"] = "a sentence names the option, it is no line to type",
        ["opsctl run --tty"] = "a sentence names the option, it is no line to type",
    };

    public async Task<FilledCommand> Fill(string command)
    {
        var line = command.Replace("${opsctl#\"$root\"/}", "opsctl", StringComparison.Ordinal).Replace(".ops/opsctl", "opsctl", StringComparison.Ordinal);
        line = await Things(line);
        line = Words(line);
        if (line.Contains(" login ", StringComparison.Ordinal))
        {
            line = "unset OPSCTL_SERVER OPSCTL_TOKEN_FILE; " + (line.Contains('|', StringComparison.Ordinal) || line.Contains("--token-file", StringComparison.Ordinal) ? line : line + " < admin.token");
        }

        return command switch
        {
            _ when command.Contains("--named ", StringComparison.Ordinal) => new FilledCommand(line, 125),   // this host offers none; WhenAHostRunsOnlyItsList runs one
            _ when command.Contains("--sign-with ci.pem", StringComparison.Ordinal) => new FilledCommand("opsctl keys new key-$$.pem && " + line.Replace("ci.pem", "key-$$.pem", StringComparison.Ordinal)),
            _ when command.Contains("--watch", StringComparison.Ordinal) => new FilledCommand("timeout --preserve-status -s INT 5 " + line.Replace("opsctl", opsctl, StringComparison.Ordinal), 130),
            _ when line.Contains("opsctl tf run ", StringComparison.Ordinal) && !line.Contains("--plan-only", StringComparison.Ordinal) && !line.Contains("--auto-approve", StringComparison.Ordinal) =>
                new FilledCommand(line, 5),   // its plan waits, as there is nobody to ask
            _ when line.Contains("opsctl shell ", StringComparison.Ordinal) && !line.Contains("--replay", StringComparison.Ordinal) && !line.Contains("--recording", StringComparison.Ordinal) => new FilledCommand(line, 2),   // and there is no terminal
            _ when Asks().IsMatch(command) && !command.Contains("--yes", StringComparison.Ordinal) => new FilledCommand(line, 2),   // and there is nobody to ask
            _ => new FilledCommand(line),
        };
    }

    private async Task<string> Things(string line)
    {
        if (line.Contains("opsctl workflow ", StringComparison.Ordinal))
        {
            return WorkflowId().Replace(line.Replace("FILE", "patch.yaml", StringComparison.Ordinal).Replace("{step.Name}", "go", StringComparison.Ordinal), await WorkflowFor(line));
        }

        if (line.Contains("schedule put ", StringComparison.Ordinal))
        {
            line = line.Replace("--workflow FILE", "--workflow patch.yaml", StringComparison.Ordinal).Replace("--set NAME=VALUE", "--set version=2.4", StringComparison.Ordinal);
            return ScheduleId().Replace(line.Replace("2026-12-24T18", "2999-12-24T18", StringComparison.Ordinal), NewName());
        }

        if (line.Contains("schedule ", StringComparison.Ordinal) && ScheduleId().IsMatch(line))
        {
            return ScheduleId().Replace(line, await Schedule()).Replace("nightly-by-hand", NewName(), StringComparison.Ordinal);
        }

        if (RunOfTerraform().IsMatch(line))
        {
            return await RunFor(line);
        }

        if (line.Contains("opsctl secrets ", StringComparison.Ordinal) || line.Contains("--stored-secret ", StringComparison.Ordinal))
        {
            return SecretName().Replace(line.Replace("EXPRESSION", "all", StringComparison.Ordinal), await Secret());
        }

        if (line.Contains("opsctl locks ", StringComparison.Ordinal))
        {
            return LockName().IsMatch(line) ? LockName().Replace(line, await HeldLock()) : line;
        }

        if (line.Contains("opsctl tf ", StringComparison.Ordinal))
        {
            return Workspace().Replace(line, await StatesFor(line));
        }

        if (Job().IsMatch(line))
        {
            return JobId().Replace(line, await JobFor(line));
        }

        if (line.Contains("sessions revoke ID", StringComparison.Ordinal))
        {
            return line.Replace("ID", await Session(), StringComparison.Ordinal);
        }

        if (line.Contains("tokens revoke ID", StringComparison.Ordinal))
        {
            return line.Replace("ID", await Token(), StringComparison.Ordinal);
        }

        if (OneHostOnly().IsMatch(line))
        {
            return Host().Replace(line, await FreshHost()).Replace("NAME", NewName(), StringComparison.Ordinal);
        }

        if (line.Contains("hosts drain HOST", StringComparison.Ordinal) || line.Contains("hosts resume HOST", StringComparison.Ordinal))
        {
            return line.Replace("HOST", "web-9", StringComparison.Ordinal);   // nothing of the other commands runs there
        }

        if (line.Contains("delete -l nightly=yes", StringComparison.Ordinal))
        {
            await FinishedTask(new { nightly = "yes" });
            return line;
        }

        line = line.Replace("--id patch-42", $"--id {NewName()}", StringComparison.Ordinal);
        return !TaskId().IsMatch(line) ? line : TaskId().Replace(line, line.Contains("--id ", StringComparison.Ordinal) ? NewName() : await FinishedTask(new { }));
    }

    private string Words(string line)
    {
        line = Address().Replace(line, world.Address);
        line = AnyHost().Replace(line, "web-1");
        foreach (var (from, to) in ((string, string)[])
            [("web-1,web-1", "web-1"),   // and web-2 was one of them
             ("COMMAND", "uptime"), ("help uptime", "help run"), ("SHELL", "bash"), ("FILE", "report.py"), ("{ShellText.Quote(other)}", "cat"), ("{_next}", "3"),
             ("<DataDir>/admin-token", "admin.token"), ("ssh root@web-1 sh", "grep -c 'ops-agent enrol'"),   // there is no other machine; what it would run is run by TheLineThatBringsAHostDoes
             ("web-1:/usr/local/bin/", $"web-1:{world.Root}/"), ("web-1:/etc/motd", $"web-1:{world.Root}/motd"), ("web-1:/srv/", $"web-1:{world.Root}/"),   // that host is this machine
             ("web-1:/var/log/", $"web-1:{world.Root}/desk/on-web-1/log/"), ("web-1:/etc/nginx", $"web-1:{world.Root}/desk/on-web-1/nginx"),
             ("pass show ops/token", "cat admin.token"), ("pg_dump shop", "printf data"), ("ops.d/demo-task.sh", "deploy.sh")])
        {
            line = line.Replace(from, to, StringComparison.Ordinal);
        }

        return line;
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"printed-{Interlocked.Increment(ref _made)}");

    private async Task<string> FinishedTask(object labels)
    {
        var id = NewName();
        using var made = await world.Api.Put($"/api/v1/tasks/{id}?waitSeconds=30", new { agent = "web-1", kind = "shell", script = "seq 5", labels });
        made.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>One that stands as the word to it takes it: at a host that never comes, or over.</summary>
    private async Task<string> JobFor(string line)
    {
        var id = NewName();
        var isOpen = OpenJob().IsMatch(line);
        var fails = line.Contains("jobs retry", StringComparison.Ordinal) && !line.Contains("--all", StringComparison.Ordinal);
        using var made = await world.Api.Put($"/api/v1/jobs/{id}", new { hosts = new[] { isOpen ? "web-9" : "web-1" }, task = new { kind = "shell", script = fails ? "exit 3" : "seq 5" } });
        made.EnsureSuccessStatusCode();
        if (!isOpen)
        {
            await Eventually.Get(() => world.Api.Get($"/api/v1/jobs/{id}"), job => job["terminal"]!.GetValue<bool>(), $"job {id} is over");
        }
        else if (line.Contains("jobs resume", StringComparison.Ordinal))
        {
            using var paused = await world.Api.Post($"/api/v1/jobs/{id}/pause");
            paused.EnsureSuccessStatusCode();
        }

        return id;
    }

    /// <summary>One that waits to be approved, or has been stopped while it did.</summary>
    private async Task<string> WorkflowFor(string line)
    {
        var id = NewName();
        using var made = await world.Api.Put($"/api/v1/workflows/{id}", new { steps = new[] { new { name = "go", approval = new { } } } });
        made.EnsureSuccessStatusCode();
        await Eventually.Get(() => world.Api.Get($"/api/v1/workflows/{id}"), workflow => workflow["steps"]![0]!["phase"]!.GetValue<string>() == "running", $"workflow {id} waits");
        var isFollowed = line.Contains(" -f", StringComparison.Ordinal);
        if (isFollowed || line.Contains("workflow retry", StringComparison.Ordinal))
        {
            using var said = await world.Api.Post($"/api/v1/workflows/{id}/{(isFollowed ? "steps/go/decide" : "stop")}", isFollowed ? new { approve = true } : null);
            said.EnsureSuccessStatusCode();
            await Eventually.Get(() => world.Api.Get($"/api/v1/workflows/{id}"), workflow => workflow["terminal"]!.GetValue<bool>(), $"workflow {id} is over");
        }

        return id;
    }

    private async Task<string> Schedule()
    {
        var id = NewName();
        using var made = await world.Api.Put($"/api/v1/schedules/{id}", new { when = new { everySeconds = 3_600 }, job = new { on = "all", task = new { kind = "shell", script = "seq 5" } } });
        made.EnsureSuccessStatusCode();
        return id;
    }

    private async Task<string> Secret()
    {
        var name = NewName();
        using var made = await world.Api.Put($"/api/v1/secrets/{name}", new { value = "correct horse", on = "all" });
        made.EnsureSuccessStatusCode();
        return name;
    }

    private async Task<string> HeldLock()
    {
        var name = NewName();
        using var made = await world.Api.Put($"/api/v1/tasks/{name}", new { agent = "web-1", kind = "shell", script = "sleep 30", @lock = name });
        made.EnsureSuccessStatusCode();
        await Eventually.Get(() => world.Api.Get($"/api/v1/tasks/{name}"), task => task["phase"]!.GetValue<string>() == "running", $"task {name} has its lock");
        return name;
    }

    /// <summary>With some versions, and locked where it is to be unlocked.</summary>
    private async Task<string> StatesFor(string line)
    {
        var address = $"/api/v1/terraform/state/{NewName()}";
        foreach (var serial in (int[])[3, 4])
        {
            using var made = await world.Api.Post(address, new { version = 4, serial, lineage = "printed" });
            made.EnsureSuccessStatusCode();
        }

        if (line.Contains(" unlock ", StringComparison.Ordinal))
        {
            using var request = new HttpRequestMessage(new HttpMethod("LOCK"), address) { Content = new StringContent("""{"ID":"held-1","Who":"ada@build-1"}""") };
            using var locked = await world.Api.Http.SendAsync(request);
            locked.EnsureSuccessStatusCode();
        }

        return address[(address.LastIndexOf('/') + 1)..];
    }

    /// <summary>In a workspace of its own, with a plan that waits where the line is about a run.</summary>
    private async Task<string> RunFor(string line)
    {
        var (workspace, run) = (NewName(), NewName());
        var code = Path.Combine(world.Root, "desk", "infra");
        if (Run().IsMatch(line))
        {
            await Opsctl.Run(world, 5, "tf", "run", workspace, "--host", "web-1", "--dir", code, "--id", run, "--var", "word=eins");
        }

        line = line.Contains("opsctl tf run ", StringComparison.Ordinal) ? line.Replace(" --var region=eu", "", StringComparison.Ordinal) + " --var word=eins" : line;
        return Run().Replace(Workspace().Replace(line, workspace), run);
    }

    private async Task<string> FreshHost()
    {
        var name = NewName();
        await world.EnrolHost(name);
        return name;
    }

    private async Task<string> Session()
    {
        using var made = await world.Api.Post("/api/v1/sessions", new { token = (await File.ReadAllTextAsync(world.AdminTokenFile)).Trim() });
        return JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
    }

    private async Task<string> Token()
    {
        using var made = await world.Api.Post("/api/v1/tokens", new { name = NewName() });
        return JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
    }

    [GeneratedRegex(@"opsctl (?:delete|hosts remove|files delete|locks release|tf (?:unlock|delete)) ", RegexOptions.None, 1_000)]
    private static partial Regex Asks();

    /// <summary>The host is another one, or gone, when it is done.</summary>
    [GeneratedRegex(@"opsctl hosts (?:remove|rename) ", RegexOptions.None, 1_000)]
    private static partial Regex OneHostOnly();

    [GeneratedRegex(@"\b(?:web-9|HOST|ID)\b", RegexOptions.None, 1_000)]
    private static partial Regex Host();

    [GeneratedRegex(@"opsctl tf (?:runs?|confirm|discard|cancel) ", RegexOptions.None, 1_000)]
    private static partial Regex RunOfTerraform();

    [GeneratedRegex(@"\b(?:run-42|RUN)\b|\{run\}", RegexOptions.None, 1_000)]
    private static partial Regex Run();

    [GeneratedRegex(@"\b(?:network|WORKSPACE)\b|\{id\}|\{workspace\}", RegexOptions.None, 1_000)]
    private static partial Regex Workspace();

    [GeneratedRegex(@"\b(?:db-password|deploy-key|NAME)\b|\{name\}", RegexOptions.None, 1_000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?<=locks (?:show|release) )(?:deploy|NAME)\b", RegexOptions.None, 1_000)]
    private static partial Regex LockName();

    /// <summary>Behind the verb.</summary>
    [GeneratedRegex(@"(?<=schedule \w+ )(?:nightly|facts|move|backup|ID|\{id\})(?![\w-])", RegexOptions.None, 1_000)]
    private static partial Regex ScheduleId();

    [GeneratedRegex(@"opsctl jobs? .*?(?:\b(?:patch-42|JOB|ID)\b|\{)", RegexOptions.None, 1_000)]
    private static partial Regex Job();

    [GeneratedRegex(@"opsctl jobs (?:pause|resume|change|stop) ", RegexOptions.None, 1_000)]
    private static partial Regex OpenJob();

    [GeneratedRegex(@"\b(?:patch-42|JOB|ID)\b|\{(?:Printable\.Of\()?[\w.]*[iI]d\)?\}", RegexOptions.None, 1_000)]
    private static partial Regex JobId();

    [GeneratedRegex(@"\b(?:patch-42|ID)\b|\{(?:Printable\.Of\()?[\w.]*(?:[iI]d|given)\)?\}", RegexOptions.None, 1_000)]
    private static partial Regex WorkflowId();

    [GeneratedRegex(@"\b(?:deploy-42|legacy-1|ID)\b|\{(?:id|taskId|Printable\.Of\(task\.Id\))\}", RegexOptions.None, 1_000)]
    private static partial Regex TaskId();

    [GeneratedRegex(@"https://ops\.example\.org|\bURL\b|\{ServerAddress\.Show\([^)]*\)+\}", RegexOptions.None, 1_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"""?\$\(hostname\)""?|\b(?:web-2|db-1|db-2|HOST)\b", RegexOptions.None, 1_000)]
    private static partial Regex AnyHost();
}
