using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Kuajie.Server.Web.Parts;

/// <summary>A text of ours in which stored data stands. Written without a template, whose spaces around the data would stand before full stops.</summary>
public sealed class Sentence : ComponentBase
{
    /// <summary>The text, with stored data marked by <see cref="Stored.Of"/>.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var (part, isStored) in Stored.PartsOf(Text))
        {
            if (isStored)
            {
                builder.OpenElement(0, "span");
                builder.AddAttribute(1, "translate", "no");
                builder.AddContent(2, part);
                builder.CloseElement();
            }
            else
            {
                builder.AddContent(3, part);
            }
        }
    }
}
