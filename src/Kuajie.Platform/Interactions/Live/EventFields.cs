namespace Kuajie.Platform.Interactions.Live;

/// <summary>An event as it was sent: texts, nothing checked.</summary>
public struct EventFields
{
    public string? EventId { get; set; }

    public string? UserId { get; set; }

    public string? SessionId { get; set; }

    public string? ItemId { get; set; }

    public string? Kind { get; set; }

    public string? At { get; set; }

    public double? Value { get; set; }

    public string? ListId { get; set; }
}
