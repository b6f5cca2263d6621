using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kuajie.Platform.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kuajie.Server.Problems;

/// <summary>Says what could not be read of a request, and where.</summary>
internal static partial class UnreadableRequest
{
    public static KuajieException Of(BadHttpRequestException refused, HttpContext context) =>
        refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(context)
        : refused.InnerException is JsonException unreadable ? Of(unreadable)
        : refused.StatusCode == StatusCodes.Status415UnsupportedMediaType ? ServerTexts.Fault("media-type", "MediaType")
        : OfParameter(refused);

    /// <summary>The framework's message names the parameter after its type; what was sent stands in it too and is not repeated.</summary>
    private static KuajieException OfParameter(BadHttpRequestException refused)
    {
        if (
            refused.Message.Contains("no body was provided", StringComparison.Ordinal)
            || refused.Message.EndsWith("from body.", StringComparison.Ordinal)
        )
        {
            return ServerTexts.Fault("missing-body", "MissingBody");
        }
        return Named().Match(refused.Message) is { Success: true } named
            ? ServerTexts.FaultAt(JsonNamingPolicy.CamelCase.ConvertName(named.Groups["name"].Value), "bad-request", "BadRequest")
            : ServerTexts.Fault("bad-request", "BadRequest");
    }

    /// <summary>Optional parameters that cannot be read are refused with a bare status, so the first that does not read as its type is looked for.</summary>
    public static KuajieException Of(HttpContext context)
    {
        var parameters = context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [];
        var unreadable = parameters.FirstOrDefault(parameter =>
            parameter.HasTryParse
            && (context.Request.RouteValues.GetValueOrDefault(parameter.Name) as string ?? context.Request.Query[parameter.Name].ToString())
                is { Length: > 0 } text
            && !Reads(Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType, text)
        );
        return unreadable is null
            ? ServerTexts.Fault("bad-request", "BadRequest")
            : ServerTexts.FaultAt(JsonNamingPolicy.CamelCase.ConvertName(unreadable.Name), "bad-request", "BadRequest");
    }

    /// <summary>Whether a text reads as a value of a type; those of other kinds than can be parsed are not judged.</summary>
    private static bool Reads(Type type, string text) =>
        type.IsEnum
            ? Enum.TryParse(type, text, ignoreCase: true, out _)
            : !typeof(IParsable<>).MakeGenericType(type).IsAssignableFrom(type)
                || (bool)
                    typeof(UnreadableRequest)
                        .GetMethod(nameof(Parses), BindingFlags.NonPublic | BindingFlags.Static)!
                        .MakeGenericMethod(type)
                        .Invoke(null, [text])!;

    private static bool Parses<T>(string text)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("parameter \"(?:[^\"]* )?(?<name>\\w+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    /// <summary>Says how large a body may be at this address, in bytes.</summary>
    public static KuajieException TooLarge(HttpContext context)
    {
        var most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0;
        return ServerTexts.Fault("body-too-large", "BodyTooLarge", most.ToString("N0", CultureInfo.InvariantCulture));
    }

    /// <summary>The path and line are the reader's; its message is not repeated, since it may hold what the body said.</summary>
    public static KuajieException Of(JsonException unreadable)
    {
        var line = ((unreadable.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        var column = ((unreadable.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        var path = string.IsNullOrEmpty(unreadable.Path) ? "$" : unreadable.Path;
        return ServerTexts.FaultAt(path, "unreadable-json", "UnreadableJson", path, line, column);
    }
}
