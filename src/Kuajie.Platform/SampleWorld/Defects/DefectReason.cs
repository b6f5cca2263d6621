namespace Kuajie.Platform.SampleWorld.Defects;

/// <summary>Why a planted row must be rejected. The camelCase name is the importer's reason.</summary>
public enum DefectReason
{
    MissingUser = 1,
    MissingItem,
    UnparsableTime,
    ImpossibleTime,
    RatingOutOfRange,
    UnknownKind,
    TooLongId,
    BrokenEncoding,
    WrongColumnCount,
    BrokenJson,
}
