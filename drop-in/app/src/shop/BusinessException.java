package shop;

public class BusinessException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BusinessException(String message) {
        super(message);
    }
}
