using System.Buffers;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What the order for a file must be like.</summary>
internal static class FileRules
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <param name="onlyUser">The user that all of this agent's tasks are; null: it is root.</param>
    /// <returns>Why it is not taken; null if nothing is wrong with it.</returns>
    public static string? Problem(RunTask order, string? onlyUser) => (order.Kind, order.File) switch
    {
        _ when ArtifactsProblem(order) is { } problem => problem,
        _ when order.Kind == TaskKind.Collect || order.Collect is not null => CollectProblem(order),
        (TaskKind.File, null) => "file is missing.",
        (TaskKind.File, { } file) => Alone(order) ?? PathProblem(file) ?? SourceProblem(order, file) ?? LookProblem(file, onlyUser),
        (_, not null) => "file is for tasks of kind file.",
        _ => null,
    };

    /// <summary>Secrets that the agent takes although they are named as its own.</summary>
    public static bool Gives(RunTask order, string secret) =>
        (order.Kind is TaskKind.File or TaskKind.Collect || (order.Artifacts is not null && secret is FileDelivery.TokenSecret)) && order.Secrets?.ContainsKey(secret) == true;

    private static string? ArtifactsProblem(RunTask order) => order switch
    {
        { Artifacts: null } => null,
        { Kind: TaskKind.File or TaskKind.Collect } => "artifacts are for tasks that run something.",
        { Artifacts.Paths: not { Count: > 0 and <= FileCollection.MostPaths } } => $"artifacts must be 1 to {FileCollection.MostPaths} paths.",
        { Artifacts.Paths: var paths } when !paths.All(path => path is { Length: > 0 and <= Limits.PathLength } && HostPaths.IsWhole($"/{path}")) => "artifacts must be paths without '..' and NUL.",
        { Artifacts.MostBytes: < 1 or > Limits.MostFetchedBytes } => $"artifacts.mostBytes must be 1 to {Limits.MostFetchedBytes}.",
        { Artifacts.KeepSeconds: < 1 } => "artifacts.keepSeconds must be 1 or more.",
        { Artifacts.BytesPerSecond: < Limits.LeastBytesPerSecond } => $"artifacts.bytesPerSecond must be {Limits.LeastBytesPerSecond} or more.",
        _ when order.Secrets?.ContainsKey(FileDelivery.TokenSecret) != true => "artifacts come without the token for them.",
        _ => null,
    };

    private static string? CollectProblem(RunTask order) => order switch
    {
        { Collect: null } => "collect is missing.",
        { Kind: not TaskKind.Collect } or { File: not null } => "collect is for tasks of kind collect.",
        _ when Alone(order) is { } problem => problem,
        { Collect.Paths: not { Count: > 0 and <= FileCollection.MostPaths } } => $"collect.paths must be 1 to {FileCollection.MostPaths} paths.",
        { Collect.Paths: var paths } when !paths.All(path => path is { Length: <= Limits.PathLength } && HostPaths.IsWhole(path)) =>
            "collect.paths must be absolute paths without '..' and NUL.",
        { Collect.MostBytes: < 1 or > Limits.MostFetchedBytes } => $"collect.mostBytes must be 1 to {Limits.MostFetchedBytes}.",
        { Collect.KeepSeconds: < 1 } => "collect.keepSeconds must be 1 or more.",
        { Collect.BytesPerSecond: < Limits.LeastBytesPerSecond } => $"collect.bytesPerSecond must be {Limits.LeastBytesPerSecond} or more.",
        _ when order.Secrets?.ContainsKey(FileDelivery.TokenSecret) != true => "collect comes without the token for it.",
        _ => null,
    };

    private static string? Alone(RunTask order) => order switch
    {
        { Script: not null } or { Argv.Count: > 0 } or { Stdin: not null } or { Tty: not null } or { WorkingDirectory: not null } =>
            "a task of this kind has no script, argv, stdin, tty and workingDirectory.",
        _ => null,
    };

    private static string? PathProblem(FileDelivery file) => file switch
    {
        { Path: null } => "file.path is missing.",
        { Path.Length: > Limits.PathLength } => $"file.path has {file.Path.Length} characters; the limit is {Limits.PathLength}.",
        _ when !HostPaths.IsWhole(file.Path) => "file.path must be an absolute path without '..' and NUL.",
        { Name: { } name } when !HostPaths.IsName(name) => "file.name must be a name and no path.",
        _ => null,
    };

    private static string? SourceProblem(RunTask order, FileDelivery file)
    {
        if (((object?[])[file.Content, file.StoredId, file.Url]).Count(source => source is not null) != 1)
        {
            return "file must have one of content, storedId and url.";
        }

        return file switch
        {
            { Content.Length: > Limits.FileBytes } => $"file.content has {file.Content.Length} bytes; the limit is {Limits.FileBytes}.",
            { StoredId: { } id } when !IsSha256(id) => "file.storedId must be 64 lower-case hexadecimal digits.",
            { StoredId: not null } when order.Secrets?.ContainsKey(FileDelivery.TokenSecret) != true => "file.storedId comes without the token for it.",
            { Sha256: { } sha } when !IsSha256(sha) => "file.sha256 must be 64 lower-case hexadecimal digits.",
            { Url: { } url } when !IsAddress(url) => $"file.url must be an http or https address of at most {Limits.AddressLength} characters.",
            { Headers: not null, Url: null } => "file.headers are for file.url.",
            { Headers.Count: > Limits.HeaderCount } => $"file.headers has {file.Headers.Count} entries; the limit is {Limits.HeaderCount}.",
            { Headers: { } headers } when !headers.Select((name, index) => !string.IsNullOrEmpty(name) && order.Secrets?.ContainsKey(FileDelivery.HeaderSecret(index)) == true).All(good => good) =>
                "file.headers holds one without a name or a value.",
            { SizeBytes: < 0 } => "file.sizeBytes must be 0 or more.",
            { MostBytes: < 1 or > Limits.MostFetchedBytes } => $"file.mostBytes must be 1 to {Limits.MostFetchedBytes}.",
            { BytesPerSecond: < Limits.LeastBytesPerSecond } => $"file.bytesPerSecond must be {Limits.LeastBytesPerSecond} or more.",
            _ => null,
        };
    }

    private static string? LookProblem(FileDelivery file, string? onlyUser) => file switch
    {
        { Mode: < 0 or > FileDelivery.HighestMode } => "file.mode must be 0 to 07777.",
        { IfExists: < FileConflict.Overwrite or > FileConflict.Fail } => $"file.ifExists {(int)file.IfExists} is not known to this agent. Update the agent.",
        { Owner: { } owner } when !AccountNames.IsAccount(owner) => $"file.owner must be the name of a user, of at most {AccountNames.Length} characters.",
        { Group: { } group } when !AccountNames.IsAccount(group) => $"file.group must be the name of a group, of at most {AccountNames.Length} characters.",
        { Owner: { } owner } when onlyUser is not null && !string.Equals(owner, onlyUser, StringComparison.Ordinal) =>
            $"This agent runs as user '{onlyUser}', and only an agent of root can give a file to user '{owner}'. Start the agent as root, or leave that out.",
        _ => null,
    };

    private static bool IsSha256(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(Hex);

    private static bool IsAddress(string url) => url.Length <= Limits.AddressLength && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
