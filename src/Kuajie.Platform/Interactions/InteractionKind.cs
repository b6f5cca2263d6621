namespace Kuajie.Platform.Interactions;

/// <summary>What a user did to an item. The number is stored; never renumber.</summary>
public enum InteractionKind
{
    View = 1,
    Search = 2,
    Click = 3,
    Like = 4,
    Favourite = 5,
    Comment = 6,
    Share = 7,
    Enrol = 8,
    Purchase = 9,
    Complete = 10,

    /// <summary>The value holds the seconds watched.</summary>
    Watch = 11,

    /// <summary>The value holds what was given, in minor units.</summary>
    Gift = 12,

    /// <summary>The value holds the rating.</summary>
    Rating = 13,

    /// <summary>An item stood before the visitor's eyes. It counts for the list that showed it and is nobody's interaction.</summary>
    Seen = 14,
}
