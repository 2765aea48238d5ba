using OrleansOps.Http;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>A content on its way out, as it was written.</summary>
internal static class StateAnswer
{
    private const string Json = "application/json";

    /// <summary>Nothing is said before the first part is open; where a later one cannot be, the connection ends before the length that was said.</summary>
    public static async Task<IResult> Of(string workspace, StateVersion version, StateContents contents, HttpContext http)
    {
        var parts = contents.Read(workspace, version).GetAsyncEnumerator(http.RequestAborted);
        if (!await parts.MoveNextAsync() || parts.Current is null)
        {
            await parts.DisposeAsync();
            return WorkspaceRefusals.Unreadable(workspace, version.Serial).ToResult();
        }

        http.Response.ContentLength = version.Size;
        http.Response.Headers.ContentMD5 = version.Md5;
        http.Response.Headers.ETag = $"\"{version.Sha256}\"";
        return TypedResults.Stream(body => Write(body, parts, http), Json);
    }

    /// <summary>The same for a content of a run.</summary>
    public static async Task<IResult> Of(string workspace, SealedContent content, string mediaType, StateContents contents, HttpContext http)
    {
        var parts = contents.Read(workspace, content.Name, content.Parts).GetAsyncEnumerator(http.RequestAborted);
        if (!await parts.MoveNextAsync() || parts.Current is null)
        {
            await parts.DisposeAsync();
            return WorkspaceRefusals.UnreadableContent(workspace).ToResult();
        }

        http.Response.ContentLength = content.Size;
        http.Response.Headers.ETag = $"\"{content.Sha256}\"";
        return TypedResults.Stream(body => Write(body, parts, http), mediaType);
    }

    private static async Task Write(Stream body, IAsyncEnumerator<byte[]?> parts, HttpContext http)
    {
        await using (parts)
        {
            do
            {
                if (parts.Current is not { } part)
                {
                    http.Abort();
                    return;
                }

                await body.WriteAsync(part, http.RequestAborted);
            }
            while (await parts.MoveNextAsync());
        }
    }
}
