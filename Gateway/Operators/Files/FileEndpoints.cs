using System.ComponentModel;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;

namespace OrleansOps.Operators.Files;

/// <summary>Listing, downloading and deleting files of the store.</summary>
internal static class FileEndpoints
{
    private const int TextLength = 200;

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/files").WithTags("Files");
        files.MapGet("", List).WithName("listFiles").WithSummary("Lists the files of the store, newest first.")
            .Answers<Api.FileList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        files.MapGet("/{id}", Read).WithName("readFile").WithSummary("Reads what is known of a file.")
            .Answers<Api.FileView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status404NotFound);
        files.MapGet("/{id}/content", Download).WithName("downloadFile").WithSummary("Downloads a file, or the parts of it that the header Range names. Its ETag is its id.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").Produces<byte[]>(StatusCodes.Status206PartialContent, "application/octet-stream")
            .Produces(StatusCodes.Status304NotModified).Produces(StatusCodes.Status416RangeNotSatisfiable).Refuses(StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        files.MapMethods("/{id}/content", [HttpMethods.Head], Download).WithName("readFileHeaders").WithSummary("Says how long a file is and what it is, in headers alone.")
            .Produces(StatusCodes.Status200OK).Refuses(StatusCodes.Status404NotFound);
        files.MapDelete("/{id}", Delete).WithName("deleteFile").WithSummary("Deletes a file, whoever put it.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(
        IFileStore files, IOptions<FileStoreOptions> options, HttpContext http,
        [Description("Only files with this in one of their names, in either case, or whose id begins with it.")] string? text = null,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var most = 0;
        if ((QueryValues.Items(limit, out most) ?? QueryValues.Cursor(cursor) ?? Text(text)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var all = await files.List(http.RequestAborted);
        var found = all.Files.Where(file => text is null || file.Names.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)) || file.Sha256.StartsWith(text, StringComparison.Ordinal)).ToList();
        var start = cursor is null ? 0 : found.FindIndex(file => string.Equals(file.Sha256, cursor, StringComparison.Ordinal)) + 1;
        if (cursor is not null && start == 0)
        {
            return QueryValues.WrongCursor.ToResult();
        }

        var page = found.Skip(start).Take(most).ToList();
        return TypedResults.Ok(new Api.FileList(
            [.. page.Select(file => file.ToRest())], start + page.Count < found.Count ? page[^1].Sha256 : null, all.UsedBytes, options.Value.QuotaBytes));
    }

    private static async Task<IResult> Read(string id, IFileStore files, HttpContext http) =>
        await files.Find(id, http.RequestAborted) is { } file ? TypedResults.Ok(file.ToRest()) : FileRefusals.UnknownFile.ToResult();

    /// <summary>Always as a download: what operators put here is none of our pages.</summary>
    private static async Task<IResult> Download(string id, IFileStore files, HttpContext http) =>
        await files.Find(id, http.RequestAborted) is { } file && await files.Open(id, http.RequestAborted) is { } content
            ? TypedResults.Stream(content, file.MediaType, file.Name, file.PutAt, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true)
            : FileRefusals.UnknownFile.ToResult();

    private static async Task<IResult> Delete(string id, IFileStore files, HttpContext http)
    {
        if (await files.Find(id, http.RequestAborted) is not { } file)
        {
            return FileRefusals.UnknownFile.ToResult();
        }

        http.Audit().Of(file.Sha256, file.Name);
        return await files.Delete(id, http.RequestAborted) ? TypedResults.NoContent() : FileRefusals.UnknownFile.ToResult();
    }

    private static Refusal? Text(string? text) => text is null or { Length: > 0 and <= TextLength }
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, "text", $"'text' must have 1 to {TextLength} characters.");
}
