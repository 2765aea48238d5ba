using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Metrics;

namespace OrleansOps.Operators.Files;

/// <summary>Putting files into the store, in as many parts as it takes.</summary>
internal static class UploadEndpoints
{
    private const string OffsetHeader = "Upload-Offset";
    private const string LengthHeader = "Upload-Length";
    private const string Unnamed = "application/octet-stream";
    private const int IdBytes = 32;

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/files/uploads").WithTags("Files");
        uploads.MapPost("", Begin).WithName("createUpload").WithSummary("Begins to upload a file, or goes on with the same. Done at once where its content is there already.")
            .Answers<Api.UploadView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        uploads.MapGet("/{id}", Read).WithName("readUpload").WithSummary("Says how far an upload is.")
            .Answers<Api.UploadView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status404NotFound);
        uploads.MapMethods("/{id}", [HttpMethods.Head], Read).WithName("readUploadOffset").WithSummary("Says how far an upload is, in the headers Upload-Offset and Upload-Length.")
            .Produces(StatusCodes.Status200OK).Refuses(StatusCodes.Status404NotFound);
        uploads.MapPatch("/{id}", Append).WithName("continueUpload")
            .WithSummary("Adds bytes to an upload. Of a body that is cut off, what came is kept; the last byte is followed by a check of the content.")
            .Answers<Api.UploadView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status507InsufficientStorage)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Description = "The next bytes: as many as the caller likes, up to all.",
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        [Unnamed] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                    },
                };
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = OffsetHeader,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "Where the bytes go: how far the upload is.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
                });
                return Task.CompletedTask;
            })
            .DisableRequestTimeout();
        uploads.MapDelete("/{id}", Abandon).WithName("abandonUpload").WithSummary("Throws away what came of an upload.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Begin(JsonBody<Api.CreateUpload> body, IFileStore files, IOptions<FileStoreOptions> options, GatewayMeter meter, HttpContext http)
    {
        if (UploadRules.Broken(body.Value, options.Value) is { } broken)
        {
            return meter.Refuse(broken);
        }

        var wanted = new FileUpload
        {
            Id = RandomNumberGenerator.GetHexString(IdBytes, lowercase: true),
            Size = body.Value.SizeBytes!.Value,
            Sha256 = body.Value.Sha256,
            Name = body.Value.Name!,
            MediaType = body.Value.MediaType ?? Unnamed,
            KeepSeconds = body.Value.KeepSeconds ?? (int)options.Value.Keep.TotalSeconds,
            By = http.User.TokenName(),
            ById = http.User.TokenId(),
        };
        var step = await files.Begin(wanted, http.RequestAborted);
        http.Audit().Of(step.File?.Sha256 ?? step.Upload?.Id ?? wanted.Id, Detail(wanted));
        if (FileRefusals.Of(step, options.Value) is { } refused)
        {
            return meter.Refuse(refused);
        }

        var isOpen = step.Outcome == UploadOutcome.Going;
        var answer = step.ToRest(isOpen);
        if (!isOpen)
        {
            return TypedResults.Ok(answer);
        }

        Place(http, step);
        return TypedResults.Created($"/api/v1/files/uploads/{step.Upload!.Id}", answer);
    }

    private static async Task<IResult> Read(string id, IFileStore files, IOptions<FileStoreOptions> options, HttpContext http)
    {
        var step = await files.FindUpload(id, http.RequestAborted);
        Place(http, step);
        return step.Outcome is UploadOutcome.Busy || FileRefusals.Of(step, options.Value) is not { } refused
            ? TypedResults.Ok(step.ToRest(isOpen: true))
            : refused.ToResult();
    }

    private static async Task<IResult> Append(string id, IFileStore files, IOptions<FileStoreOptions> options, GatewayMeter meter, HttpContext http)
    {
        var found = await files.FindUpload(id, http.RequestAborted);
        if (FileRefusals.Of(found, options.Value) is { } unknown)
        {
            return meter.Refuse(unknown);
        }

        http.Audit().Of(found.File?.Sha256 ?? id, Detail(found.Upload!));
        if (http.Request.Headers[OffsetHeader] is not [var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return meter.Refuse(Refusal.Bad(Api.ProblemCodes.InvalidValue, OffsetHeader, $"The header '{OffsetHeader}' must say where the bytes go: how far the upload is."));
        }

        var rest = found.Upload!.Size - offset;
        if (http.Request.ContentLength > rest)
        {
            return meter.Refuse(FileRefusals.Of(found with { Outcome = UploadOutcome.BeyondSize }, options.Value)!);
        }

        LiftBodyLimit(http, Math.Max(rest, 0));
        var step = await files.Append(id, offset, http.Request.BodyReader, http.RequestAborted);
        Place(http, step);
        if (FileRefusals.Of(step, options.Value) is { } refused)
        {
            return meter.Refuse(refused);
        }

        if (step.File is { } file)
        {
            http.Audit().Of(file.Sha256, Detail(step.Upload!));
        }
        else
        {
            http.Audit().Omit();   // its beginning stands in the trail, and so will its end
        }

        return TypedResults.Ok(step.ToRest(isOpen: true));
    }

    private static async Task<IResult> Abandon(string id, IFileStore files, HttpContext http) =>
        await files.Abandon(id, http.RequestAborted) ? TypedResults.NoContent() : FileRefusals.UnknownUpload.ToResult();

    private static void Place(HttpContext http, UploadStep step)
    {
        if (step.Upload is { } upload)
        {
            http.Response.Headers[OffsetHeader] = step.Offset.ToString(CultureInfo.InvariantCulture);
            http.Response.Headers[LengthHeader] = upload.Size.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Of all endpoints here alone: to what was announced, and to one more where that is nothing, which is refused in our words.</summary>
    public static void LiftBodyLimit(HttpContext http, long rest)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = rest + 1;
        }
    }

    private static string Detail(FileUpload upload) => string.Create(CultureInfo.InvariantCulture, $"{upload.Size} bytes, {upload.Name}");
}
