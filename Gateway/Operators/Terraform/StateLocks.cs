using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>
/// A lock as Terraform's client says it: ID, Operation, Info, Who, Version, Created and Path, all texts. Names that a later client may add are passed over.
/// The contract is that of internal/backend/remote-state/http in hashicorp/terraform and opentofu/opentofu, with statemgr.LockInfo.
/// </summary>
internal static class StateLocks
{
    private const int MostBytes = 16 * 1024;
    private const int Depth = 8;
    private const int IdLength = 128;
    private const int TextLength = 4_096;
    private const int Md5Length = 16;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Depth, AllowDuplicateProperties = false };

    public static async Task<(StateLock? Lock, Refusal? Refusal)> Read(HttpContext http)
    {
        var (body, refusal) = await Body(http);
        return refusal is null ? Parse(body!, http) : (null, refusal);
    }

    public static bool IsId(string id) => id is { Length: > 0 and <= IdLength } && ShownText.IsPrintable(id);

    /// <summary>What the header Content-MD5 says the body is; null where there is none.</summary>
    public static Refusal? Md5(HttpContext http, out byte[]? md5)
    {
        md5 = null;
        if (http.Request.Headers.ContentMD5 is not { Count: > 0 } header)
        {
            return null;
        }

        var bytes = new byte[Md5Length];
        if (header is not [{ } text] || !Convert.TryFromBase64String(text, bytes, out var length) || length != Md5Length)
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidValue, "Content-MD5", "The header 'Content-MD5' must be the MD5 of the body as base64: 24 characters.");
        }

        md5 = bytes;
        return null;
    }

    /// <summary>Writes the lock's names and values into an object.</summary>
    public static void Write(Utf8JsonWriter writer, StateLock held)
    {
        writer.WriteString("ID", held.Id);
        writer.WriteString("Operation", held.Operation);
        writer.WriteString("Info", held.Info);
        writer.WriteString("Who", held.Who);
        writer.WriteString("Version", held.ClientVersion);
        writer.WriteString("Created", held.Created.Length > 0 ? held.Created : held.TakenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));   // Terraform reads it as a time
        writer.WriteString("Path", held.Path);
    }

    private static async Task<(byte[]? Body, Refusal? Refusal)> Body(HttpContext http)
    {
        if (Md5(http, out var md5) is { } wrong)
        {
            return (null, wrong);
        }

        var reader = http.Request.BodyReader;
        var read = await reader.ReadAsync(http.RequestAborted);
        while (!read.IsCompleted && read.Buffer.Length <= MostBytes)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(http.RequestAborted);
        }

        var body = read.Buffer.Length <= MostBytes ? read.Buffer.ToArray() : null;
        reader.AdvanceTo(read.Buffer.End);
#pragma warning disable CA5351 // As above: what the client compares.
        return body is null ? (null, new Refusal(Api.ProblemCodes.BodyTooLarge, "The lock is too large.", $"The limit is {MostBytes} bytes."))
            : md5 is not null && !MD5.HashData(body).AsSpan().SequenceEqual(md5) ? (null, WorkspaceRefusals.WrongChecksum())
            : (body, null);
#pragma warning restore CA5351
    }

    private static (StateLock? Lock, Refusal? Refusal) Parse(byte[] body, HttpContext http)
    {
        if (body.Length == 0)
        {
            return (null, Refusal.Bad(
                Api.ProblemCodes.MissingField, "ID",
                "The body must say which lock is meant, in its field 'ID'. To take a lock away from somebody who is gone: opsctl tf unlock."));
        }

        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var wanted = new StateLock
            {
                Id = Text(document.RootElement, "ID", IdLength),
                Operation = Text(document.RootElement, "Operation", TextLength),
                Info = Text(document.RootElement, "Info", TextLength),
                Who = Text(document.RootElement, "Who", TextLength),
                ClientVersion = Text(document.RootElement, "Version", TextLength),
                Created = Time(Text(document.RootElement, "Created", TextLength)),
                Path = Text(document.RootElement, "Path", TextLength),
                By = http.User.TokenName(),
                ById = http.User.TokenId(),
            };
            return IsId(wanted.Id)
                ? (wanted, null)
                : (null, Refusal.Bad(Api.ProblemCodes.MissingField, "ID", $"'ID' must be the id of the lock: 1 to {IdLength} printable characters."));
        }
        catch (JsonException malformed)
        {
            return (null, new Refusal(
                Api.ProblemCodes.InvalidJson, "The lock is not JSON.",
                $"It breaks at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}, or has a name twice; the depth limit is {Depth}."));
        }
        catch (RefusedException refused)
        {
            return (null, refused.Refusal);
        }
    }

    /// <summary>Empty where it is not there.</summary>
    private static string Text(JsonElement root, string name, int most)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(Refusal.Bad(Api.ProblemCodes.InvalidValue, "body", "The lock must be a JSON object."));
        }

        try
        {
            return !root.TryGetProperty(name, out var value) ? ""
                : value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= most ? text
                : throw new RefusedException(Refusal.Bad(Api.ProblemCodes.InvalidValue, name, $"'{name}' must be a text of at most {most} characters."));
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(Refusal.Bad(Api.ProblemCodes.InvalidUnicode, name, $"'{name}' is no text: it is not valid Unicode."));
        }
    }

    private static string Time(string created) =>
        created.Length == 0 || DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? created
            : throw new RefusedException(Refusal.Bad(Api.ProblemCodes.InvalidValue, "Created", "'Created' must be a time such as 2026-11-20T08:15:00Z."));
}
