namespace Kuajie.Marketing.Audience;

/// <summary>Stage of a user's life with a domain, by the user's own rhythm.</summary>
public enum LifecycleStage
{
    /// <summary>Seen on one day, and not away for unusually long since.</summary>
    New = 1,

    /// <summary>Coming as usual.</summary>
    Active = 2,

    /// <summary>Away for longer than nine of ten pauses.</summary>
    Lapsing = 3,

    /// <summary>Away for longer than ninety-nine of a hundred pauses.</summary>
    Lapsed = 4,

    /// <summary>Back for up to three days after such a pause.</summary>
    Returned = 5,
}
