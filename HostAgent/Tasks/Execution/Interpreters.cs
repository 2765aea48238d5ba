using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// With which program a script is run, and how it is called for that. Whether the program is there is seen when it is started. This agent runs on
/// Linux; what it would call on Windows stands beside that, so that both are read in one place.
/// </summary>
internal static class Interpreters
{
    /// <summary>How the names of scripts end: some programs go by that.</summary>
    public static readonly IReadOnlyList<string> Endings = ["", ".go", ".js", ".ps1", ".cmd"];

    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["bash"] = "the package bash",
        ["python3"] = "the package python3",
        ["perl"] = "the package perl",
        ["node"] = "the package nodejs",
        ["go"] = "the package golang-go (Debian, Ubuntu) or golang (Fedora, Red Hat)",
        ["pwsh"] = "the package powershell of Microsoft's package repository",
        ["ruby"] = "the package ruby",
        ["php"] = "the package php-cli",
        ["lua"] = "the package lua5.4 (Debian, Ubuntu) or lua (Fedora, Red Hat)",
        ["zsh"] = "the package zsh",
        ["fish"] = "the package fish",
        ["ksh"] = "the package ksh",
        ["tclsh"] = "the package tcl",
        ["Rscript"] = "the package r-base-core (Debian, Ubuntu) or R-core (Fedora, Red Hat)",
    };

    /// <summary>What is called, with the arguments of the order behind it.</summary>
    public static List<string> Command(RunTask order, string script, bool onWindows = false) => order.Kind switch
    {
        TaskKind.Argv or TaskKind.Named => [.. order.Argv],
        _ when !onWindows && InterpreterLine.Of(order.Script) is { } line => [line.Program, .. line.Argument is { } argument ? [argument] : Array.Empty<string>(), script, .. order.Argv],
        _ => [.. onWindows ? OnWindows(order.Kind) : OnLinux(order.Kind), script, .. order.Argv],
    };

    /// <summary>How the script's file ends.</summary>
    public static string Ending(RunTask order, bool onWindows = false) => order.Kind switch
    {
        TaskKind.Go => ".go",
        TaskKind.Node => ".js",
        TaskKind.Powershell or TaskKind.Pwsh => ".ps1",
        TaskKind.Cmd => ".cmd",
        TaskKind.Shell or TaskKind.Auto when onWindows => ".cmd",
        _ => "",
    };

    /// <summary>The program that must be there.</summary>
    public static string Program(RunTask order) => order.Kind switch
    {
        TaskKind.Argv or TaskKind.Named => order.Argv[0],
        _ when InterpreterLine.Of(order.Script) is { } line => line.OnPath ?? line.Program,
        _ => OnLinux(order.Kind)[0],
    };

    /// <summary>What brings a program, in words; null where that is not known.</summary>
    public static string? PackageOf(string program) => Packages.GetValueOrDefault(Path.GetFileName(program));

    /// <summary>Why no host of this system runs such a task; null if it does.</summary>
    public static string? Problem(RunTask order) => order.Kind is TaskKind.Cmd
        ? "Tasks of kind cmd run on Windows, and this host runs Linux. Choose shell or bash, or pwsh where PowerShell is installed."
        : null;

    /// <summary>What the script's first line has env look for, if that is not on the task's path: env itself would only say so with exit code 127.</summary>
    public static string? Missing(RunTask order, string path) =>
        order.Kind is not (TaskKind.Argv or TaskKind.Named) && InterpreterLine.Of(order.Script) is { OnPath: { } name } && !path.Split(':').Any(directory => directory.Length > 0 && File.Exists(Path.Join(directory, name)))
            ? name
            : null;

    private static string[] OnLinux(TaskKind kind) => kind switch
    {
        TaskKind.Bash => ["bash"],
        TaskKind.Python => ["python3", "-u"],   // unbuffered, or its output is not live
        TaskKind.Perl => ["perl"],
        TaskKind.Node => ["node"],
        TaskKind.Go => ["go", "run"],
        TaskKind.Powershell or TaskKind.Pwsh => ["pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-File"],
        _ => ["/bin/sh"],
    };

    private static string[] OnWindows(TaskKind kind) => kind switch
    {
        TaskKind.Bash => ["bash.exe"],
        TaskKind.Python => ["python.exe", "-u"],
        TaskKind.Perl => ["perl.exe"],
        TaskKind.Node => ["node.exe"],
        TaskKind.Go => ["go.exe", "run"],
        TaskKind.Powershell => ["powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"],
        TaskKind.Pwsh => ["pwsh.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"],
        _ => ["cmd.exe", "/d", "/c"],
    };
}
