using System.Text;
using System.Text.RegularExpressions;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Protocol;
using TaskKind = OrleansOps.Tasks.TaskKind;

namespace OrleansOps.Operators.Tasks;

/// <summary>What the file of a submission may be, how it is written, and how it is read.</summary>
internal static partial class FileRules
{
    private const int MostHeaderLength = 4_096;

    /// <summary>What is said by other fields of the request.</summary>
    private static readonly string[] TakenHeaders = ["Host", "Range", "If-Range", "Content-Length", "Transfer-Encoding", "Connection"];

    /// <summary>The first rule that it breaks, or null. Whether the store has the file is asked later.</summary>
    public static Refusal? Broken(Api.SubmitTask task) => (task.File, task.Kind) switch
    {
        _ when Artifacts(task) is { } broken => broken,
        _ when task.Collect is not null || task.Kind == TaskKind.Collect => Collect(task),
        (null, TaskKind.File) => Refusal.Bad(Api.ProblemCodes.MissingField, "file", "A task of kind 'file' needs 'file': what it puts where."),
        (null, _) => null,
        (_, not null and not TaskKind.File) => Refusal.Bad(Api.ProblemCodes.FileNotAllowed, "file", "'file' is for tasks of kind 'file'. Submit two tasks."),
        var (file, _) => Alone(task) ?? Paths(file) ?? Source(file) ?? Headers(file) ?? Numbers(file) ?? Looks(file),
    };

    /// <summary>Whether the store has the file that is to come from there.</summary>
    public static async ValueTask<(StoredFile? File, Refusal? Refusal)> Stored(Api.SubmitFile? file, IFileStore files, CancellationToken cancel) =>
        file?.StoredId is not { } id ? default
        : await files.Find(id, cancel) is { } stored ? (stored, null)
        : (null, Refusal.Bad(Api.ProblemCodes.UnknownFile, "file.storedId", "There is no such file in the store. Its id is wrong, or its time is over.") with { See = "GET /api/v1/files" });

    /// <summary>The delivery of a submission that broke no rule.</summary>
    public static OrleansOps.Tasks.FileDelivery? Of(Api.SubmitFile? file, StoredFile? stored) => file is null ? null : new OrleansOps.Tasks.FileDelivery
    {
        Path = file.Path!,
        Content = SubmitRules.BytesOf(file.Content, file.ContentBase64),
        StoredId = file.StoredId,
        Url = file.Url,
        Headers = file.Headers is { Count: > 0 } headers ? [.. headers.Keys.Order(StringComparer.OrdinalIgnoreCase)] : null,
        Sha256 = file.Sha256,
        SizeBytes = file.SizeBytes ?? stored?.Size,
        MostBytes = file.MostBytes ?? 0,
        Name = file.Name ?? stored?.Name ?? NameIn(file.Url),
        Mode = Mode(file.Mode),
        Owner = file.Owner,
        Group = file.Group,
        CreateDirectories = file.CreateDirectories == true,
        IfExists = file.IfExists ?? OrleansOps.Tasks.FileConflict.Overwrite,
        BytesPerSecond = file.BytesPerSecond,
    };

    public static OrleansOps.Tasks.FileCollection? Of(Api.SubmitCollect? collect) => collect is null ? null : new OrleansOps.Tasks.FileCollection
    {
        Paths = collect.Paths!,
        Recursive = collect.Recursive == true,
        MostBytes = collect.MostBytes ?? 0,
        KeepSeconds = collect.KeepSeconds,
        BytesPerSecond = collect.BytesPerSecond,
    };

    public static OrleansOps.Tasks.FileCollection? Of(IReadOnlyList<string>? artifacts) => artifacts is null ? null : new OrleansOps.Tasks.FileCollection { Paths = artifacts, Recursive = true };

    public static Api.SubmitCollect? ToRest(OrleansOps.Tasks.FileCollection? collect) => collect is null ? null : new Api.SubmitCollect
    {
        Paths = collect.Paths,
        Recursive = collect.Recursive ? true : null,
        MostBytes = collect.MostBytes == 0 ? null : collect.MostBytes,
        KeepSeconds = collect.KeepSeconds,
        BytesPerSecond = collect.BytesPerSecond,
    };

    /// <summary>Values of headers, as secrets of the task.</summary>
    public static IReadOnlyDictionary<string, string?>? Secrets(Api.SubmitFile? file) => file?.Headers is not { Count: > 0 } headers
        ? null
        : headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase).Select((header, index) => (Name: FileDelivery.HeaderSecret(index), header.Value))
            .ToDictionary(secret => secret.Name, secret => secret.Value, StringComparer.Ordinal);

    /// <summary>As it was submitted, but for what nobody is told.</summary>
    public static Api.SubmitFile? ToRest(OrleansOps.Tasks.FileDelivery? file, bool isWhole) => file is null ? null : new Api.SubmitFile
    {
        Path = file.Path,
        Content = isWhole ? TextOf(file.Content) : null,
        ContentBase64 = isWhole && TextOf(file.Content) is null ? file.Content : null,
        StoredId = file.StoredId,
        Url = file.Url,
        Headers = file.Headers?.ToDictionary(header => header, _ => (string?)null, StringComparer.Ordinal),
        Sha256 = file.Sha256,
        SizeBytes = file.Content is { } content && !isWhole ? content.Length : file.SizeBytes,
        MostBytes = file.MostBytes == 0 ? null : file.MostBytes,
        Name = file.Name,
        Mode = file.Mode is { } mode ? Convert.ToString(mode, 8).PadLeft(4, '0') : null,
        Owner = file.Owner,
        Group = file.Group,
        CreateDirectories = file.CreateDirectories ? true : null,
        IfExists = file.IfExists == OrleansOps.Tasks.FileConflict.Overwrite ? null : file.IfExists,
        BytesPerSecond = file.BytesPerSecond,
    };

    private static string? TextOf(byte[]? bytes) => bytes is not null && System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static Refusal? Alone(Api.SubmitTask task) => ((string Field, bool IsGiven)[])
        [
            ("script", task.Script is not null), ("scriptBase64", task.ScriptBase64 is not null), ("argv", task.Argv is not null), ("secrets", task.Secrets is not null), ("storedSecrets", task.StoredSecrets is not null),
            ("secretFiles", task.SecretFiles is not null),
            ("stdin", task.Stdin is not null), ("stdinBase64", task.StdinBase64 is not null), ("tty", task.Tty is not null), ("workingDirectory", task.WorkingDirectory is not null),
        ] is var all && all.FirstOrDefault(field => field.IsGiven) is { Field: { } odd }
        ? Refusal.Bad(Api.ProblemCodes.NotForFiles, odd, $"A task of kind 'file' or 'collect' runs nothing, so '{odd}' has no meaning. Leave it out.")
        : null;

    private static Refusal? Collect(Api.SubmitTask task) => task switch
    {
        { Collect: null } => Refusal.Bad(Api.ProblemCodes.MissingField, "collect", "A task of kind 'collect' needs 'collect': what it brings."),
        { Kind: not null and not TaskKind.Collect } or { File: not null } => Refusal.Bad(Api.ProblemCodes.FileNotAllowed, "collect", "'collect' is for tasks of kind 'collect'. Submit two tasks."),
        _ when Alone(task) is { } broken => broken,
        { Collect.Paths: not { Count: > 0 and <= FileCollection.MostPaths } } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "collect.paths", $"'collect.paths' must be 1 to {FileCollection.MostPaths} paths. What lies together is named by its directory, or with * and ?."),
        { Collect.Paths: var paths } when !paths.All(path => path is { Length: <= Limits.PathLength } && HostPaths.IsWhole(path)) => Refusal.Bad(
            Api.ProblemCodes.InvalidPath, "collect.paths",
            $"'collect.paths' must be absolute paths without '..', of at most {Limits.PathLength} characters, with at most {Limits.FileNameBytes} bytes in each name."),
        { Collect.MostBytes: < 1 or > Limits.MostFetchedBytes } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "collect.mostBytes", $"'collect.mostBytes' must be 1 to {Limits.MostFetchedBytes}."),
        { Collect.KeepSeconds: < FileLimits.LeastKeepSeconds or > FileLimits.MostKeepSeconds } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "collect.keepSeconds", $"'collect.keepSeconds' must be {FileLimits.LeastKeepSeconds} to {FileLimits.MostKeepSeconds}."),
        { Collect.BytesPerSecond: < Limits.LeastBytesPerSecond } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "collect.bytesPerSecond", $"'collect.bytesPerSecond' must be {Limits.LeastBytesPerSecond} or more."),
        _ => null,
    };

    private static Refusal? Artifacts(Api.SubmitTask task) => task.Artifacts switch
    {
        null => null,
        _ when task.Kind is TaskKind.File or TaskKind.Collect || task.File is not null || task.Collect is not null =>
            Refusal.Bad(Api.ProblemCodes.NotForFiles, "artifacts", "A task of kind 'file' or 'collect' leaves nothing, so 'artifacts' has no meaning. Leave it out."),
        { Count: < 1 or > FileCollection.MostPaths } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "artifacts", $"'artifacts' must be 1 to {FileCollection.MostPaths} paths. What lies together is named by its directory, or with * and ?."),
        var paths when !paths.All(path => path is { Length: > 0 and <= Limits.PathLength } && HostPaths.IsWhole($"/{path}")) => Refusal.Bad(
            Api.ProblemCodes.InvalidPath, "artifacts",
            $"'artifacts' must be paths without '..', of at most {Limits.PathLength} characters, with at most {Limits.FileNameBytes} bytes in each name."),
        _ => null,
    };

    private static Refusal? Paths(Api.SubmitFile file) => file switch
    {
        { Path: null or "" } => Refusal.Bad(Api.ProblemCodes.MissingField, "file.path", "'file.path' must say where the file goes on the host."),
        { Path.Length: > Limits.PathLength } => Refusal.Bad(Api.ProblemCodes.PathTooLong, "file.path", $"'file.path' has {file.Path.Length} characters; the limit is {Limits.PathLength}."),
        { Path: var path } when !HostPaths.IsWhole(path) => Refusal.Bad(
            Api.ProblemCodes.InvalidPath, "file.path", $"'file.path' must be an absolute path without '..', with at most {Limits.FileNameBytes} bytes in each name."),
        { Name: { } name } when !HostPaths.IsName(name) => Refusal.Bad(
            Api.ProblemCodes.InvalidName, "file.name", $"'file.name' must be a name and no path, of at most {Limits.FileNameBytes} bytes."),
        _ => null,
    };

    private static Refusal? Source(Api.SubmitFile file)
    {
        var sources = ((object?[])[file.Content, file.ContentBase64, file.StoredId, file.Url]).Count(source => source is not null);
        if (sources != 1)
        {
            return Refusal.Bad(
                sources == 0 ? Api.ProblemCodes.MissingField : Api.ProblemCodes.GivenTwice, "file",
                "'file' comes from one of 'content', 'contentBase64', 'storedId' and 'url'. Send one of them.");
        }

        var size = SubmitRules.BytesOf(file.Content, file.ContentBase64)?.Length ?? 0;
        return size > Limits.FileBytes ? Refusal.Bad(
                Api.ProblemCodes.ContentTooLarge, file.Content is null ? "file.contentBase64" : "file.content",
                $"The file has {size} bytes; the limit is {Limits.FileBytes}. Put it into the store, and send its id as 'storedId'.") with
        { See = "POST /api/v1/files/uploads" }
            : file.StoredId is { } id && !FileLimits.IsSha256(id) ? Digits("file.storedId")
            : file.Sha256 is { } sha256 && !FileLimits.IsSha256(sha256) ? Digits("file.sha256")
            : file is { Url: { } url } && !IsAddress(url) ? Refusal.Bad(
                Api.ProblemCodes.InvalidUrl, "file.url", $"'file.url' must be an http or https address of at most {Limits.AddressLength} characters, without user and password: those go into 'headers'.")
            : null;
    }

    private static Refusal Digits(string field) => Refusal.Bad(Api.ProblemCodes.InvalidValue, field, $"'{field}' must be 64 lower-case hexadecimal digits.");

    private static bool IsAddress(string url) =>
        url.Length <= Limits.AddressLength && Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" };

    private static Refusal? Headers(Api.SubmitFile file) => file.Headers switch
    {
        null => null,
        _ when file.Url is null => Refusal.Bad(Api.ProblemCodes.NotForFiles, "file.headers", "'file.headers' are for 'file.url'. Leave them out."),
        { Count: > Limits.HeaderCount } headers => Refusal.Bad(Api.ProblemCodes.OutOfRange, "file.headers", $"'file.headers' has {headers.Count} entries; the limit is {Limits.HeaderCount}."),
        var headers when headers.Keys.FirstOrDefault(name => !HeaderName().IsMatch(name) || TakenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } odd =>
            Refusal.Bad(Api.ProblemCodes.InvalidValue, "file.headers", $"'file.headers' has '{odd}', which is no name of a header, or one that the host sets itself."),
        var headers when headers.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < headers.Count => Refusal.Bad(Api.ProblemCodes.GivenTwice, "file.headers", "'file.headers' has a header twice."),
        var headers when headers.FirstOrDefault(header => header.Value is null) is { Key: { } name } =>
            Refusal.Bad(Api.ProblemCodes.SecretNotGiven, "file.headers", $"'file.headers' has no value for '{name}'. What headers say is never given out, so a task that is run again needs it once more."),
        var headers when headers.FirstOrDefault(header => header.Value!.Length is < Limits.SecretBytes or > MostHeaderLength || header.Value.Any(char.IsControl)) is { Key: { } name } =>
            Refusal.Bad(Api.ProblemCodes.InvalidValue, "file.headers", $"'file.headers' has a value for '{name}' that is none: {Limits.SecretBytes} to {MostHeaderLength} characters in one line."),
        _ => null,
    };

    private static Refusal? Numbers(Api.SubmitFile file) => file switch
    {
        { SizeBytes: < 0 } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "file.sizeBytes", "'file.sizeBytes' must be 0 or more."),
        { MostBytes: < 1 or > Limits.MostFetchedBytes } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "file.mostBytes", $"'file.mostBytes' must be 1 to {Limits.MostFetchedBytes}."),
        { BytesPerSecond: < Limits.LeastBytesPerSecond } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "file.bytesPerSecond", $"'file.bytesPerSecond' must be {Limits.LeastBytesPerSecond} or more."),
        _ => null,
    };

    private static Refusal? Looks(Api.SubmitFile file) => file switch
    {
        { Mode: { } mode } when Mode(mode) is null => Refusal.Bad(Api.ProblemCodes.InvalidValue, "file.mode", "'file.mode' must be three or four octal digits in quotes, such as \"0644\"."),
        { Owner: { } owner } when !AccountNames.IsAccount(owner) => Account("file.owner"),
        { Group: { } group } when !AccountNames.IsAccount(group) => Account("file.group"),
        _ => null,
    };

    private static Refusal Account(string field) => Refusal.Bad(
        Api.ProblemCodes.InvalidValue, field, $"'{field}' must be a name of letters, digits, '.', '_', '@' and '-', which is not the first, at most {AccountNames.Length} characters.");

    private static int? Mode(string? text) => text is { Length: 3 or 4 } && text.All(digit => digit is >= '0' and <= '7') ? Convert.ToInt32(text, 8) : null;

    /// <summary>The last part of an address, where that is a name for a file.</summary>
    private static string? NameIn(string? url) =>
        url is not null && Uri.UnescapeDataString(new Uri(url).AbsolutePath.Split('/')[^1]) is var name && HostPaths.IsName(name) ? name : null;

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HeaderName();
}
