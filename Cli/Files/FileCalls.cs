using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about files.</summary>
internal static class FileCalls
{
    private const string Files = "api/v1/files";

    public static Task<Reply<Page<JsonElement>>> ListFiles(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"{Files}{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task DeleteFile(this ControlPlane server, string id, CancellationToken cancel) => server.Delete(Path(id), cancel);

    public static Task<Reply<UploadView>> BeginUpload(this ControlPlane server, CreateUpload wanted, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, $"{Files}/uploads", wanted, CliJson.Readable.CreateUpload, CliJson.Default.UploadView, cancel);

    public static Task<Reply<UploadView>> ReadUpload(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Get(UploadPath(id), CliJson.Default.UploadView, cancel);

    /// <summary>Sends all that is missing.</summary>
    /// <param name="server">The gateway.</param>
    /// <param name="id">Of the upload.</param>
    /// <param name="offset">Where the upload stands.</param>
    /// <param name="rest">Made anew for each try.</param>
    /// <param name="stall">Ends it when nothing moves.</param>
    /// <param name="cancel">Ends it.</param>
    public static Task<Reply<UploadView>> ContinueUpload(this ControlPlane server, string id, long offset, Func<HttpContent> rest, CancellationToken stall, CancellationToken cancel) =>
        server.Exchange(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Patch, UploadPath(id)) { Content = rest() };
                request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
                return request;
            },
            CliJson.Default.UploadView, stall, cancel);

    /// <summary>Opens the content from a byte on. The caller disposes the answer.</summary>
    public static Task<HttpResponseMessage> OpenFile(this ControlPlane server, FileView file, long from, CancellationToken stall, CancellationToken cancel) =>
        server.Exchange(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, $"{Path(file.Id)}/content");
                if (from > 0)
                {
                    request.Headers.Range = new RangeHeaderValue(from, null);
                    request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue($"\"{file.Id}\""));
                }

                return request;
            },
            stall, cancel);

    private static string Path(string id) => $"{Files}/{Uri.EscapeDataString(id)}";

    private static string UploadPath(string id) => $"{Files}/uploads/{Uri.EscapeDataString(id)}";
}
