using System.Globalization;
using System.Text.Json;
using Kuajie.Platform.Faults;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Problems;

/// <summary>Says what could not be read of a request, and where.</summary>
internal static class UnreadableRequest
{
    public static KuajieException Of(BadHttpRequestException refused) =>
        refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? ServerTexts.Fault("body-too-large", "BodyTooLarge")
        : refused.InnerException is JsonException unreadable ? Of(unreadable)
        : refused.StatusCode == StatusCodes.Status415UnsupportedMediaType ? ServerTexts.Fault("media-type", "MediaType")
        : ServerTexts.Fault("bad-request", "BadRequest");

    /// <summary>The path and line are the reader's; its message is not repeated, since it may hold what the body said.</summary>
    public static KuajieException Of(JsonException unreadable)
    {
        var line = ((unreadable.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        var column = ((unreadable.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        var path = string.IsNullOrEmpty(unreadable.Path) ? "$" : unreadable.Path;
        return ServerTexts.FaultAt(path, "unreadable-json", "UnreadableJson", path, line, column);
    }
}
