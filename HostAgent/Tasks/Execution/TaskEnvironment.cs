using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// The environment of a task: a few harmless variables of the agent's own, who the task is, and what the order adds. Nothing else of the
/// agent's environment is passed on, so its secrets are not. An order may set LD_PRELOAD or PATH: whoever may run any script as
/// this user gains nothing by it.
/// </summary>
internal static class TaskEnvironment
{
    private const string TaskIdName = "OPS_TASK_ID";
    private const string AttemptName = "OPS_ATTEMPT";
    private const string AgentIdName = "OPS_AGENT_ID";

    /// <summary>Where programs look for the trace that they are part of (OpenTelemetry, environment variables as carriers).</summary>
    private const string TraceParentName = "TRACEPARENT";
    private const string TraceStateName = "TRACESTATE";

    /// <summary>Marks the processes of an attempt: no other on the host has the same value.</summary>
    public const string MarkName = "OPS_TASK_MARK";

    /// <summary>Names that start so are the agent's; an order that sets one is refused.</summary>
    public const string ReservedPrefix = "OPS_";

    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly string[] Inherited =
        ["HOME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LOGNAME", "PATH", "SHELL", "TMPDIR", "TZ", "USER"];

    private static readonly Lazy<Dictionary<string, string>> FromAgent = new(ReadInherited);

    public static Dictionary<string, string> Of(RunTask order, TaskFiles files, Account? account = null)
    {
        var env = new Dictionary<string, string>(FromAgent.Value, StringComparer.Ordinal);
        if (account is not null)
        {
            Become(account, env);
        }

        if (order.Setting?.Locale is { } locale)
        {
            (env["LANG"], env["LC_ALL"]) = (locale, locale);
        }

        if (order.Setting?.TimeZone is { } zone)
        {
            env["TZ"] = zone;
        }

        if (order.TraceParent is { } trace && !order.Env.ContainsKey(TraceParentName))   // a trace of the task's own goes before, as a whole
        {
            env[TraceParentName] = trace;
            if (order.TraceState is { } state)
            {
                env[TraceStateName] = state;
            }
        }

        foreach (var (name, value) in order.Variables)
        {
            env[name] = value;
        }

        if (order.Kind is (TaskKind.Python or TaskKind.Auto) && InterpreterLine.Of(order.Script) is not null)
        {
            env.TryAdd("PYTHONUNBUFFERED", "1");   // as our own -u, or its output is not live
        }

        if (order.Tty is not null)
        {
            env.TryAdd("TERM", "xterm-256color");   // what our console understands most of
        }

        env[TaskIdName] = order.TaskId;
        env[AttemptName] = order.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture);
        env[AgentIdName] = order.AgentId;
        env[MarkName] = files.Mark;
        return env;
    }

    /// <summary>What is another user's is not the agent's.</summary>
    private static void Become(Account account, Dictionary<string, string> env)
    {
        env.Remove("TMPDIR");
        env["PATH"] = DefaultPath;
        env["HOME"] = account.Home is { Length: > 0 } home ? home : "/";
        env["SHELL"] = account.Shell is { Length: > 0 } shell ? shell : "/bin/sh";
        (env["USER"], env["LOGNAME"]) = (account.Name, account.Name);
    }

    /// <summary>Where the task's programs are looked for.</summary>
    public static string Path(RunTask order) => order.Env.GetValueOrDefault("PATH") ?? (order.RunAs is null ? FromAgent.Value["PATH"] : DefaultPath);

    private static Dictionary<string, string> ReadInherited()
    {
        // A service manager does not always say who its service is; its user's entry does.
        var env = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = DefaultPath,
            ["HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : "/",
            ["LOGNAME"] = Environment.UserName,
            ["USER"] = Environment.UserName,
        };
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                env[name] = value;
            }
        }

        return env;
    }
}
