"""Pictures of codes as a camera might see them."""

import io

import cv2
import numpy as np
import numpy.typing as npt
import qrcode
import zxingcpp
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import QRData

Grey = npt.NDArray[np.uint8]
CODE = "7" + "".join(str((digit * 7 + 3) % 10) for digit in range(193))


def qr(text: str = CODE, *, module: int = 8) -> Grey:
    """A QR with its quiet zone, `module` pixels per module."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=module, border=4)
    made.add_data(QRData(text, mode=1) if text.isdigit() else text, optimize=0)
    return np.asarray(made.make_image().get_image().convert("L"), dtype=np.uint8)


def bar(text: str) -> Grey:
    """A Code 128."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)  # pyright: ignore[reportUnknownMemberType]  **kwargs untyped
    return np.asarray(zxingcpp.write_barcode_to_image(made, scale=3), dtype=np.uint8)


def scene(code: Grey, *, turn: float = 0.0, blur: float = 0.0, light: float = 1.0, noise: int = 0) -> Grey:
    """A 1280x720 frame with the code in the middle: turned by degrees, blurred by sigma pixels, darkened, with sensor noise."""
    frame = np.full((720, 1280), 190, np.uint8)
    height, width = code.shape
    top, left = (720 - height) // 2, (1280 - width) // 2
    frame[top : top + height, left : left + width] = code
    if turn:
        frame = cv2.warpAffine(frame, cv2.getRotationMatrix2D((640, 360), turn, 1.0), (1280, 720), borderValue=190).astype(np.uint8)
    if blur:
        frame = cv2.GaussianBlur(frame, (0, 0), blur).astype(np.uint8)
    dimmed = frame.astype(np.float32) * light
    if noise:
        dimmed += np.random.default_rng(7).normal(0, noise, dimmed.shape)
    return np.clip(dimmed, 0, 255).astype(np.uint8)


def jpeg(frame: Grey) -> bytes:
    content = io.BytesIO()
    Image.fromarray(frame).save(content, "JPEG", quality=85)
    return content.getvalue()
