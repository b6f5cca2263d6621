using System.Text.Json;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Recommendations.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kuajie.Server.Recommendations;

/// <summary>A list written as JSON straight into the answer, in the form of <see cref="RecommendationResponse"/>: a test compares the two.</summary>
internal sealed class ListResult(LiveList list) : IResult, IEndpointMetadataProvider
{
    private static readonly JsonEncodedText List = JsonEncodedText.Encode("list");
    private static readonly JsonEncodedText Standing = JsonEncodedText.Encode("standing");
    private static readonly JsonEncodedText Items = JsonEncodedText.Encode("items");
    private static readonly JsonEncodedText Item = JsonEncodedText.Encode("item");
    private static readonly JsonEncodedText Domain = JsonEncodedText.Encode("domain");
    private static readonly JsonEncodedText Score = JsonEncodedText.Encode("score");
    private static readonly JsonEncodedText Slot = JsonEncodedText.Encode("slot");
    private static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
    private static readonly JsonEncodedText Model = JsonEncodedText.Encode("model");
    private static readonly JsonEncodedText Propensity = JsonEncodedText.Encode("propensity");
    private static readonly JsonEncodedText Reasons = JsonEncodedText.Encode("reasons");
    private static readonly JsonEncodedText NextCursor = JsonEncodedText.Encode("nextCursor");
    private static readonly JsonEncodedText Window = JsonEncodedText.Encode("window");
    private static readonly JsonEncodedText WindowEnd = JsonEncodedText.Encode("windowEnd");
    private static readonly JsonEncodedText Seed = JsonEncodedText.Encode("seed");
    private static readonly JsonEncodedText[] Standings =
    [
        JsonEncodedText.Encode("warm"),
        JsonEncodedText.Encode("linked"),
        JsonEncodedText.Encode("cold"),
    ];

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = WireJson.Readable };

    [ThreadStatic]
    private static Utf8JsonWriter? idle;

    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(RecommendationResponse), ["application/json"])
        );

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, list);

    /// <summary>Answers with a list.</summary>
    public static Task WriteAsync(HttpContext context, LiveList list)
    {
        var response = context.Response;
        response.ContentType = "application/json; charset=utf-8";
        Write(response, list);
        var flushed = response.BodyWriter.FlushAsync(context.RequestAborted);
        return flushed.IsCompletedSuccessfully ? Task.CompletedTask : flushed.AsTask();
    }

    /// <summary>Writes the list.</summary>
    public static void Write(Utf8JsonWriter json, LiveList list)
    {
        json.WriteStartObject();
        json.WriteString(List, list.ListId);
        json.WriteString(Standing, Standings[(int)list.Standing - 1]);
        json.WriteStartArray(Items);
        foreach (ref readonly var item in list.Items.AsSpan())
        {
            Write(json, item);
        }
        json.WriteEndArray();
        if (list.NextCursor is not null)
        {
            json.WriteString(NextCursor, list.NextCursor);
        }
        if (list.Seed is { } seed)
        {
            json.WriteNumber(Seed, seed);
        }
        if (list.Span is { } span)
        {
            json.WriteString(Window, Duration(span.Window));
            json.WriteString(WindowEnd, span.End);
        }
        json.WriteEndObject();
    }

    /// <summary>ISO 8601.</summary>
    private static string Duration(TrendWindow window) =>
        window switch
        {
            TrendWindow.Hour => "PT1H",
            TrendWindow.Day => "P1D",
            TrendWindow.Week => "P7D",
            _ => "P30D",
        };

    private static void Write(HttpResponse response, LiveList list)
    {
        var json = idle;
        idle = null;
        if (json is null)
        {
            json = new Utf8JsonWriter(response.BodyWriter, Options);
        }
        else
        {
            json.Reset(response.BodyWriter);
        }
        Write(json, list);
        json.Flush();
        idle = json;
    }

    private static void Write(Utf8JsonWriter json, in LiveListItem item)
    {
        json.WriteStartObject();
        json.WriteString(Item, item.ItemId);
        json.WriteString(Domain, item.Domain);
        // Most scores are single precision, and shorter to say as such.
        if ((float)item.Score == item.Score)
        {
            json.WriteNumber(Score, (float)item.Score);
        }
        else
        {
            json.WriteNumber(Score, item.Score);
        }
        json.WriteString(Slot, item.Slot);
        if (item.Title is not null)
        {
            json.WriteString(Title, item.Title);
        }
        if (item.ModelVersion is not null)
        {
            json.WriteString(Model, item.ModelVersion);
        }
        if (item.Propensity is { } propensity)
        {
            json.WriteNumber(Propensity, propensity);
        }
        if (item.Reasons.Count > 0)
        {
            json.WritePropertyName(Reasons);
            JsonSerializer.Serialize(json, ReasonWire.Of(item.Reasons), RecommendationsJson.Default.IReadOnlyListReasonResponse);
        }
        json.WriteEndObject();
    }
}

/// <summary>Reasons as the wire says them.</summary>
internal static class ReasonWire
{
    public static IReadOnlyList<ReasonResponse> Of(IReadOnlyList<Reason> reasons) =>
        [
            .. reasons.Select(reason => new ReasonResponse(
                JsonNamingPolicy.CamelCase.ConvertName(reason.Kind.ToString()),
                reason.Text,
                reason.Contribution,
                reason.BecauseOf is { } because ? new EvidenceResponse(because.Domain, because.Item, because.Title) : null
            )),
        ];
}
