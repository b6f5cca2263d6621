using Kuajie.Client.Catalog;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>Whether an item may be recommended at a moment.</summary>
/// <param name="IsNow">Whether it may.</param>
/// <param name="Key">The text that says so.</param>
internal readonly record struct Availability(bool IsNow, string Key)
{
    public static Availability Of(ItemResponse item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.AvailableFrom > now ? new Availability(false, "NotYet")
            : item.AvailableUntil <= now ? new Availability(false, "NoLonger")
            : new Availability(true, "Now");
    }
}
