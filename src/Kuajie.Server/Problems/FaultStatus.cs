using Kuajie.Platform.Faults;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Problems;

/// <summary>The HTTP status of a fault, by its code.</summary>
internal static class FaultStatus
{
    private const string UnknownPrefix = "unknown-";

    private static readonly Dictionary<string, int> Others = new(StringComparer.Ordinal)
    {
        ["domain-taken"] = StatusCodes.Status409Conflict,
        ["already-set-up"] = StatusCodes.Status409Conflict,
        ["person-name-taken"] = StatusCodes.Status409Conflict,
        ["last-owner"] = StatusCodes.Status409Conflict,
        ["setup-code"] = StatusCodes.Status401Unauthorized,
        ["sign-in-refused"] = StatusCodes.Status401Unauthorized,
        ["invitation-code"] = StatusCodes.Status401Unauthorized,
        ["tag-mapping-changed"] = StatusCodes.Status409Conflict,
        ["nothing-before"] = StatusCodes.Status409Conflict,
        ["queue-full"] = StatusCodes.Status429TooManyRequests,
        ["not-shared"] = StatusCodes.Status403Forbidden,
        ["unknown-model"] = StatusCodes.Status400BadRequest,
        ["intake-full"] = StatusCodes.Status429TooManyRequests,
        ["no-model"] = StatusCodes.Status409Conflict,
        ["stopping"] = StatusCodes.Status503ServiceUnavailable,
        ["store-full"] = StatusCodes.Status503ServiceUnavailable,
        ["not-in-list"] = StatusCodes.Status404NotFound,
        ["preview-not-allowed"] = StatusCodes.Status403Forbidden,
        ["not-own-domain"] = StatusCodes.Status403Forbidden,
        ["version-not-loaded"] = StatusCodes.Status409Conflict,
        ["import-under-way"] = StatusCodes.Status409Conflict,
        ["media-type"] = StatusCodes.Status415UnsupportedMediaType,
        ["unknown-kind"] = StatusCodes.Status400BadRequest,
        ["unknown-role"] = StatusCodes.Status400BadRequest,
        ["unknown-encoding"] = StatusCodes.Status400BadRequest,
        ["unknown-time-zone"] = StatusCodes.Status400BadRequest,
        ["unknown-column"] = StatusCodes.Status400BadRequest,
        ["unknown-preset"] = StatusCodes.Status400BadRequest,
        ["unknown-part"] = StatusCodes.Status400BadRequest,
        ["unknown-name"] = StatusCodes.Status400BadRequest,
        ["unknown-curve"] = StatusCodes.Status400BadRequest,
        ["unknown-form"] = StatusCodes.Status400BadRequest,
        ["unknown-partner"] = StatusCodes.Status400BadRequest,
        ["unknown-party"] = StatusCodes.Status400BadRequest,
        ["unknown-model-version"] = StatusCodes.Status400BadRequest,
        ["wrong-state"] = StatusCodes.Status409Conflict,
        ["experiments-clash"] = StatusCodes.Status409Conflict,
        ["not-started"] = StatusCodes.Status409Conflict,
        ["campaign-name-taken"] = StatusCodes.Status409Conflict,
        ["campaign-not-running"] = StatusCodes.Status409Conflict,
        ["code-used"] = StatusCodes.Status409Conflict,
        ["code-expired"] = StatusCodes.Status409Conflict,
        ["code-taken"] = StatusCodes.Status409Conflict,
        ["campaign-over"] = StatusCodes.Status409Conflict,
        ["not-held"] = StatusCodes.Status409Conflict,
        ["not-the-owner"] = StatusCodes.Status403Forbidden,
        ["not-the-partner"] = StatusCodes.Status403Forbidden,
        ["unknown-message"] = StatusCodes.Status400BadRequest,
        ["delivery-not-dead"] = StatusCodes.Status409Conflict,
        ["too-many-endpoints"] = StatusCodes.Status409Conflict,
        ["no-reminder"] = StatusCodes.Status409Conflict,
        ["promotions-refused"] = StatusCodes.Status409Conflict,
        ["request-id-reused"] = StatusCodes.Status409Conflict,
        ["unknown-partner-domain"] = StatusCodes.Status400BadRequest,
        ["unknown-segment-of-host"] = StatusCodes.Status400BadRequest,
        ["unknown-item-of-creative"] = StatusCodes.Status400BadRequest,
        ["unknown-currency"] = StatusCodes.Status400BadRequest,
    };

    /// <summary>404 for what is unknown, 400 for a request that was wrong, 422 for work that could not be done.</summary>
    public static int Of(KuajieException fault) =>
        Others.TryGetValue(fault.Code, out var status) ? status
        : fault.Code.StartsWith(UnknownPrefix, StringComparison.Ordinal) ? StatusCodes.Status404NotFound
        : fault.IsUsage ? StatusCodes.Status400BadRequest
        : StatusCodes.Status422UnprocessableEntity;
}
